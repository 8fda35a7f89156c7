import { createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Gate } from '../../core/features/session/mainCalls.ts';
import type { AccessToken } from '../../core/ids.ts';
import type { TokenVerdict } from '../../core/session/events.ts';
import { FilesToSend } from './filesToSend.ts';
import { postFile } from './postFile.ts';
import { Uploader } from './uploader.ts';

const id = '0e6c1b52-9f0e-4d0a-9a86-0f6a6f2f5a01';
const file = { id, isEncrypted: false, mime: 'image/png', name: 'a boat & a pier.png' };

class FakeGate {
  private readonly hearers = new Set<(gate: Gate) => void>();
  private state: Gate = { is: 'held' };

  move(state: Gate): void {
    this.state = state;
    for (const hear of this.hearers) hear(state);
  }
  open(epoch: number): void {
    this.move({ is: 'open', credentials: { epoch, accessToken: `token ${epoch}` as AccessToken }, retry: true });
  }
  listen(hear: (gate: Gate) => void): () => void {
    this.hearers.add(hear);
    hear(this.state);
    return () => this.hearers.delete(hear);
  }
  get heard(): number {
    return this.hearers.size;
  }
}

interface Got {
  readonly url: string;
  readonly token: string;
  readonly type: string;
  readonly body: Buffer;
}

let folder: string;
let server: Server;
let got: Got[];
let gate: FakeGate;
let epoch: number;
let judged: { readonly epoch: number; readonly verdict: TokenVerdict }[];
/** What main does about it, at once. */
let whenJudged: () => void;
let uploader: Uploader;
let files: FilesToSend;
let answer: (request: IncomingMessage, response: ServerResponse) => void;
const stored = (_request: IncomingMessage, response: ServerResponse): void => say(response, 200, { content_uri: 'mxc://hs.test/abc' });

function say(response: ServerResponse, status: number, json: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json));
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-uploader-'));
  [got, judged, epoch, answer, gate, whenJudged] = [[], [], 1, stored, new FakeGate(), () => gate.move({ is: 'held' })];
  server = createServer((request, response) => void take(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const homeserver = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const key = randomBytes(32);
  files = new FilesToSend({ place: () => ({ folder, key }) });
  uploader = new Uploader({
    files,
    gate,
    post: postFile,
    credentials: {
      account: { homeserver, userId: '@a:hs.test', deviceId: 'D', slug: 's' } as never,
      get epoch() {
        return epoch;
      },
    },
    judged: (of, verdict) => {
      judged.push({ epoch: of, verdict });
      whenJudged();
    },
    onProgress: () => undefined,
    limitBytes: () => 5_000,
  });
});
afterEach(async () => {
  await uploader.close();
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true });
});

async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const pieces: Buffer[] = [];
  try {
    for await (const piece of request as AsyncIterable<Buffer>) pieces.push(piece);
  } catch {
    return;
  }
  const { authorization = '', 'content-type': type = '', 'content-length': length } = request.headers;
  const body = Buffer.concat(pieces);
  expect(Number(length), 'its length is said before').toBe(body.length);
  got.push({ url: request.url ?? '', token: authorization.replace('Bearer ', ''), type, body });
  answer(request, response);
}

async function keep(bytes: Buffer): Promise<Buffer> {
  for (let at = 0; at === 0 || at < bytes.length; at += 100_000)
    await files.keep({ id, at, bytes: bytes.subarray(at, at + 100_000), isLast: at + 100_000 >= bytes.length });
  return bytes;
}

test.each([0, 1, 65_536, 1_000_003])('a plain file goes as it is, with its type and name, %d bytes', async (length) => {
  const bytes = await keep(randomBytes(length));
  gate.open(1);
  expect(await uploader.upload(file)).toEqual({ url: 'mxc://hs.test/abc' });
  expect(got).toHaveLength(1);
  expect(got[0]).toMatchObject({
    url: '/_matrix/media/v3/upload?filename=a%20boat%20%26%20a%20pier.png',
    token: 'token 1',
    type: 'image/png',
  });
  expect(got[0]?.body.equals(bytes)).toBe(true);
  expect(gate.heard, 'nobody listens any more').toBe(0);
});

test('T98 a file of an encrypted room: the server gets no byte of it, no name and no type, and each has a key of its own', async () => {
  const bytes = await keep(Buffer.from('the heron nests in the third chimney. '.repeat(9_000)));
  gate.open(1);
  const keys = new Set<string>();
  for (const turn of [0, 1]) {
    const uploaded = await uploader.upload({ ...file, isEncrypted: true });
    if (!('file' in uploaded)) throw new Error('not encrypted');
    const { url, v, key, iv, hashes } = uploaded.file;
    expect([url, v, key.alg, key.kty, key.ext]).toEqual(['mxc://hs.test/abc', 'v2', 'A256CTR', 'oct', true]);
    const { body, url: asked, type } = got[turn]!;
    expect([asked, type]).toEqual(['/_matrix/media/v3/upload', 'application/octet-stream']);
    expect(body.includes('heron')).toBe(false);
    expect(createHash('sha256').update(body).digest('base64').replace('=', '')).toBe(hashes.sha256);
    const start = Buffer.from(iv, 'base64');
    expect(start.subarray(8).equals(Buffer.alloc(8)), 'the counter begins at 0').toBe(true);
    const decipher = createDecipheriv('aes-256-ctr', Buffer.from(key.k, 'base64url'), start);
    expect(Buffer.concat([decipher.update(body), decipher.final()]).equals(bytes)).toBe(true);
    keys.add(key.k).add(iv);
  }
  expect(keys.size).toBe(4);
});

test('a token that has run out: judged once, and with the next one the file goes from its beginning', async () => {
  const bytes = await keep(randomBytes(300_000));
  answer = (_request, response) => {
    say(response, 401, { errcode: 'M_UNKNOWN_TOKEN', soft_logout: true });
    answer = stored;
  };
  gate.open(1);
  const uploading = uploader.upload(file);
  await expect.poll(() => judged).toEqual([{ epoch: 1, verdict: { is: 'soft' } }]);
  epoch = 2;
  gate.open(2);
  expect(await uploading).toEqual({ url: 'mxc://hs.test/abc' });
  expect(got.map(({ token }) => token)).toEqual(['token 1', 'token 2']);
  expect(got[1]?.body.equals(bytes)).toBe(true);
});

test('a server that contradicts itself is not asked for ever', async () => {
  await keep(randomBytes(10));
  answer = (_request, response) => say(response, 401, { errcode: 'M_UNKNOWN_TOKEN', soft_logout: true });
  gate.open(1);
  const uploading = uploader.upload(file).catch((cause: unknown) => cause);
  // Main finds the session alive.
  whenJudged = () => gate.open(1);
  await expect.poll(() => judged.length).toBe(1);
  expect(await uploading).toMatchObject({ error: { code: 'serverFailing' } });
});

test('a pause in mid-upload ends it, and what comes after begins it anew; asked twice it goes once', async () => {
  const bytes = await keep(randomBytes(2_000_000));
  let reached = (): void => undefined;
  const isUnderWay = new Promise<void>((resolve) => (reached = resolve));
  answer = () => reached();
  gate.open(1);
  const uploading = uploader.upload(file);
  expect(uploader.upload(file)).toBe(uploading);
  await isUnderWay;
  answer = stored;
  expect(uploader.progress).toEqual([{ id, sent: 2_000_000, total: 2_000_000 }]);
  gate.move({ is: 'held' });
  epoch = 2;
  gate.open(2);
  expect(await uploading).toEqual({ url: 'mxc://hs.test/abc' });
  expect(got.map(({ token, body }) => [token, body.equals(bytes)])).toEqual([
    ['token 1', true],
    ['token 2', true],
  ]);
  expect(judged).toEqual([]);
  expect(uploader.progress).toEqual([]);
});

test('called off while it waits and while it goes', async () => {
  await keep(randomBytes(100_000));
  const waiting = uploader.upload(file);
  uploader.cancel(id);
  await expect(waiting).rejects.toMatchObject({ error: { code: 'cancelled' } });
  gate.open(1);
  let reached = (): void => undefined;
  const isUnderWay = new Promise<void>((resolve) => (reached = resolve));
  answer = () => reached();
  const going = uploader.upload(file);
  await isUnderWay;
  uploader.cancel(id);
  await expect(going).rejects.toMatchObject({ error: { code: 'cancelled' } });
});

test.each([
  [413, { errcode: 'M_TOO_LARGE' }, { code: 'fileTooLarge', limitBytes: 5_000 }],
  [413, 'a page of nginx', { code: 'fileTooLarge', limitBytes: 5_000 }],
  [403, { errcode: 'M_FORBIDDEN', error: 'no' }, { code: 'refused', errcode: 'M_FORBIDDEN', status: 403, message: 'no' }],
  [429, { errcode: 'M_LIMIT_EXCEEDED', retry_after_ms: 7_000 }, { code: 'rateLimited', retryAfterMs: 7_000 }],
  [200, { content_uri: 'https://hs.test/abc' }, { code: 'serverFailing', status: 200 }],
  [200, { content_uri: 'mxc://hs.test/../abc' }, { code: 'serverFailing', status: 200 }],
  [200, 'welcome to our hotel', { code: 'serverFailing', status: 200 }],
  [307, {}, { code: 'serverFailing', status: 307 }],
])('what the server says with %d %j', async (status, json, error) => {
  await keep(randomBytes(1_000));
  gate.open(1);
  answer = (_request, response) => say(response, status, json);
  await expect(uploader.upload(file)).rejects.toMatchObject({ error });
});

test('a copy that is damaged or gone is said, and nothing of it is taken for sent', async () => {
  gate.open(1);
  await expect(uploader.upload(file)).rejects.toMatchObject({ error: { code: 'fileLost' } });
  expect(got).toEqual([]);
});
