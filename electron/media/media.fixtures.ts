import { createCipheriv, createHash, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { MediaAnswer } from '../../core/features/media/mainCalls.ts';
import type { AccessToken } from '../../core/ids.ts';

interface HeardRequest {
  readonly url: string;
  readonly token: string;
}

/** A homeserver that has files. */
export interface MediaServer {
  readonly url: string;
  readonly files: Map<string, Buffer>;
  readonly heard: HeardRequest[];
  /** Tokens that still count. */
  readonly tokens: Set<string>;
  /** Takes the answer over for a file; false: it is given as usual. */
  behave: (id: string, request: IncomingMessage, response: ServerResponse) => boolean;
  readonly close: () => Promise<void>;
}

export async function startMediaServer(): Promise<MediaServer> {
  const files = new Map<string, Buffer>();
  const heard: HeardRequest[] = [];
  const tokens = new Set(['one']);
  const server = createServer((request, response) => {
    const token = (request.headers.authorization ?? '').replace('Bearer ', '');
    const url = request.url ?? '';
    heard.push({ url, token });
    const [, id = ''] = /^\/_matrix\/client\/v1\/media\/(?:download|thumbnail)\/hs\.test\/([^/?]+)/.exec(url) ?? [];
    const json = (status: number, body: object): void => void response.writeHead(status).end(JSON.stringify(body));
    if (!tokens.has(token)) return json(401, { errcode: 'M_UNKNOWN_TOKEN', soft_logout: true });
    if (media.behave(id, request, response)) return;
    const file = files.get(id);
    if (!file) return json(404, { errcode: 'M_NOT_FOUND' });
    response.writeHead(200, { 'content-length': file.length, 'content-type': 'text/html' }).end(file);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const media: MediaServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    files,
    heard,
    tokens,
    behave: () => false,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return media;
}

export const token = (text: string): AccessToken => text as AccessToken;

/** As a sender encrypts it: what lies on the server, and what the message says. */
export function encrypted(mediaId: string, plain: Uint8Array): { readonly onServer: Buffer; readonly answer: MediaAnswer } {
  const [key, iv] = [randomBytes(32), Buffer.concat([randomBytes(8), Buffer.alloc(8)])];
  const cipher = createCipheriv('aes-256-ctr', key, iv);
  const onServer = Buffer.concat([cipher.update(plain), cipher.final()]);
  const base64 = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');
  const sha256 = base64(createHash('sha256').update(onServer).digest());
  const secret = { key: key.toString('base64url'), iv: base64(iv), sha256 };
  return {
    onServer,
    answer: { is: 'found', source: { server: 'hs.test', mediaId, secret }, made: 'asItIs', name: mediaId, isPicture: false },
  };
}

export function plain(mediaId: string, isPicture = false): MediaAnswer {
  return { is: 'found', source: { server: 'hs.test', mediaId, secret: null }, made: 'asItIs', name: mediaId, isPicture };
}
