import http from 'node:http';
import https from 'node:https';
import { Readable } from 'node:stream';
import type { AccessToken } from '../../core/ids.ts';
import type { HttpAnswer } from '../http/http.ts';

/** A file on its way out. */
export interface PostedFile {
  readonly url: string;
  readonly token: AccessToken;
  readonly mime: string;
  /** Bytes in `body`. */
  readonly length: number;
  /** From the beginning each time; taken no faster than the network does. */
  readonly body: () => AsyncIterable<Uint8Array>;
  readonly signal: AbortSignal;
}

/** Rejects only where there was no answer. */
export type PostFile = (file: PostedFile) => Promise<HttpAnswer>;

/** When nothing has moved for so long, the connection is dead. */
const idleMs = 90_000;
/** The server has only an address to say. */
const longestAnswer = 65_536;

/**
 * By Node: Chromium's requests cannot be both a stream and of a length that is known beforehand, which servers ask for, so that a file would
 * have to lie in memory whole. No redirect is followed.
 */
export const postFile: PostFile = ({ url, token, mime, length, body, signal }) =>
  new Promise((resolve, reject) => {
    const { request } = url.startsWith('https:') ? https : http;
    const source = Readable.from(body(), { objectMode: false, highWaterMark: 65_536 });
    const outgoing = request(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': mime, 'content-length': length, accept: 'application/json' },
      // A connection that carried something before may be dead without our knowing.
      agent: false,
      signal,
    });
    let answered = false;
    const fail = (cause: unknown): void => {
      source.destroy();
      outgoing.destroy();
      // A server that has answered need not read the rest.
      if (!answered) reject(cause instanceof Error ? cause : new Error('the upload broke off'));
    };
    outgoing.setTimeout(idleMs, () => fail(Object.assign(new Error('no answer in time'), { name: 'TimeoutError' })));
    outgoing.on('error', fail);
    outgoing.on('response', (response) => {
      answered = true;
      source.destroy();
      answerOf(response, url).then(resolve, reject);
    });
    source.on('error', fail);
    source.pipe(outgoing);
  });

async function answerOf(response: http.IncomingMessage, url: string): Promise<HttpAnswer> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of response as AsyncIterable<Buffer>) {
    length += piece.length;
    if (length > longestAnswer) throw new Error('the answer is too long');
    pieces.push(piece);
  }
  const text = Buffer.concat(pieces).toString('utf8');
  const { headers, statusCode = 0 } = response;
  return {
    status: statusCode,
    json: parsed(text),
    text,
    etag: headers.etag ?? null,
    retryAfter: headers['retry-after'] ?? null,
    cacheControl: null,
    url,
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
