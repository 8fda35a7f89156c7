import { timingSafeEqual, createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Failure } from '../../../core/errors.ts';
import type { Log } from '../../log.ts';
import type { AppLinks } from './appLinks.ts';
import { backPage, backPageHeaders } from './backPage.ts';

export interface LoopbackRedirectParts {
  readonly log: Log;
  /** The path that is answered. */
  readonly path: string;
  readonly links: AppLinks;
  /** The same by a link of the app: where the browser is sent if nothing can listen here. */
  readonly appLink: string;
  /** Whether an answer at that path is the one that was asked for; anything else is refused and waited on (C6). */
  readonly isAwaited: (query: URLSearchParams) => boolean;
  readonly signal: AbortSignal;
  readonly limitMs?: number;
}

export interface LoopbackRedirect {
  /** Where the browser is to come back to. */
  readonly url: string;
  /** What it brought, once. Rejects when cancelled or when nobody came in time. */
  readonly answer: Promise<URLSearchParams>;
  readonly close: () => void;
}

const defaultLimitMs = 10 * 60_000;

/** Waits on this computer for the browser to come back: one answer, for a limited time, from nowhere else. */
export async function openLoopbackRedirect(options: LoopbackRedirectParts): Promise<LoopbackRedirect> {
  const { signal, log, path } = options;
  const server = createServer();
  const ended = new AbortController();
  const port = await listen(server).catch((cause: unknown) => {
    log.fault('listening for the browser', cause);
    return null;
  });
  const answer = new Promise<URLSearchParams>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Failure({ code: 'browserTimedOut' })), options.limitMs ?? defaultLimitMs);
    const stopWaiting = options.links.wait((link) => {
      const isOurs = isSame(link.href.split('?')[0] ?? '', options.appLink) && options.isAwaited(link.searchParams);
      if (isOurs) resolve(link.searchParams);
      return isOurs;
    });
    signal.addEventListener('abort', () => ended.abort(), { once: true });
    ended.signal.addEventListener('abort', () => {
      clearTimeout(timer);
      stopWaiting();
      server.close();
      reject(new Failure({ code: 'cancelled' }));
    });
    server.on('request', (request, response) => {
      const query = readAnswer(request, port, options);
      reply(response, query !== null);
      if (query === null) return log.write('warn', 'a sign-in that nobody waits for was refused');
      resolve(query);
    });
  });
  const close = (): void => ended.abort();
  void answer.then(close, close);
  if (signal.aborted) close();
  return { url: port === null ? options.appLink : `http://127.0.0.1:${port}${path}`, answer, close };
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return (server.address() as AddressInfo).port;
}

/** Null: not what is waited for. */
function readAnswer(request: IncomingMessage, port: number | null, { path, isAwaited }: LoopbackRedirectParts): URLSearchParams | null {
  const host = `127.0.0.1:${port}`;
  // Another name for this address would be a page that tries to reach us through the person's browser.
  if (request.method !== 'GET' || request.headers.host !== host) return null;
  const text = request.url ?? '';
  if (!text.startsWith('/') || !URL.canParse(`http://${host}${text}`)) return null;
  const url = new URL(`http://${host}${text}`);
  return isSame(url.pathname, path) && isAwaited(url.searchParams) ? url.searchParams : null;
}

function reply(response: ServerResponse, isAwaited: boolean): void {
  response.writeHead(isAwaited ? 200 : 404, { ...backPageHeaders, connection: 'close' });
  response.end(isAwaited ? backPage : '');
}

/** In the same time whatever differs. */
export function isSame(given: string, expected: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
