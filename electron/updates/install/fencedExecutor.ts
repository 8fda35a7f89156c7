import { configureRequestUrl, HttpExecutor } from 'builder-util-runtime';
import type { DownloadOptions } from 'builder-util-runtime';
import type { ClientRequest, IncomingMessage, RequestOptions } from 'node:http';
import type { Ask } from '../ask.ts';
import { refusalOf } from '../fetchFeed.ts';
import { Refused } from '../refused.ts';

/** What one download may do. */
export interface Fence {
  /** In bytes, as the signed feed says; null: nothing may be asked for now. */
  size: number | null;
  onReceived: (bytes: number) => void;
}

const silenceMs = 60_000;

/** electron-updater's requests: no redirect, no more bytes than were signed for, and no waiting for ever. */
export class FencedExecutor extends HttpExecutor<ClientRequest> {
  private readonly ask: Ask;
  private readonly fence: Fence;
  private last: ClientRequest | null = null;

  constructor(ask: Ask, fence: Fence) {
    super();
    this.ask = ask;
    this.fence = fence;
  }

  /** As electron-updater's own executor for Electron has it. */
  download(url: URL, destination: string, options: DownloadOptions): Promise<string> {
    return options.cancellationToken.createPromise<string>((resolve, reject, onCancel) => {
      const asked: RequestOptions = { headers: { accept: '*/*', 'cache-control': 'no-cache' } };
      configureRequestUrl(url, asked);
      onCancel(() => this.last?.abort());
      const callback = (error: Error | null): void => (error ? reject(error) : resolve(destination));
      this.doDownload(asked, { destination, options, onCancel, callback, responseHandler: null }, 0);
    });
  }

  override createRequest(options: RequestOptions, callback: (response: IncomingMessage) => void): ClientRequest {
    const fail = (why: Refused): void => {
      clearTimeout(timer);
      request.emit('error', why);
      request.abort();
    };
    const silent = (): void => fail(new Refused({ is: 'offline' }));
    let timer = setTimeout(silent, silenceMs);
    const request = this.ask(options, (response) => {
      const why = refusalOf(response);
      if (why) return fail(why);
      let received = 0;
      response.on('data', (part: Buffer) => {
        received += part.length;
        clearTimeout(timer);
        timer = setTimeout(silent, silenceMs);
        if (received > (this.fence.size ?? 0)) fail(new Refused({ is: 'damaged' }));
        else this.fence.onReceived(received);
      });
      response.on('end', () => clearTimeout(timer));
      response.on('aborted', silent);
      callback(response);
    });
    this.last = request;
    request.on('redirect', () => fail(new Refused({ is: 'redirected' })));
    request.on('error', () => clearTimeout(timer));
    return request;
  }
}
