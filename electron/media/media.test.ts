import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { MediaAnswer } from '../../core/features/media/mainCalls.ts';
import { mediaUrl } from '../../core/features/media/mediaUrl.ts';
import type { MediaTarget } from '../../core/features/media/mediaUrl.ts';
import type { Gate } from '../../core/features/session/mainCalls.ts';
import { Listeners } from '../../core/listeners.ts';
import type { SessionEvent } from '../../core/session/events.ts';
import type { FetchLike } from '../http/http.ts';
import { AccountMedia } from './accountMedia.ts';
import { answerMedia } from './answerMedia.ts';
import { MediaCache } from './cache/mediaCache.ts';
import { fetchMedia } from './fetchMedia.ts';
import { encrypted, plain, startMediaServer, token, type MediaServer } from './media.fixtures.ts';

let server: MediaServer;
let folder: string;
let media: AccountMedia;
let epoch = 1;
let gate: Gate;
const gates = new Listeners<Gate>();
const sent: SessionEvent[] = [];
const answers = new Map<string, MediaAnswer>();

const fileOf = (eventId: string): MediaTarget => ({ of: 'event', roomId: '!r', eventId: `$${eventId}`, part: 'file' });
const setGate = (next: Gate): void => {
  gate = next;
  gates.tell(next);
};
const openWith = (text: string, of: number): void => {
  epoch = of;
  setGate({ is: 'open', credentials: { epoch: of, accessToken: token(text) }, retry: true });
};

function accountMedia(): AccountMedia {
  const listen = (listener: (now: Gate) => void): (() => void) => {
    const stop = gates.add(listener);
    listener(gate);
    return stop;
  };
  const parts = {
    fetch: fetch as FetchLike,
    credentials: {
      account: { userId: '@a:hs.test', deviceId: 'D', homeserver: server.url, slug: 'aa' } as const,
      get epoch() {
        return epoch;
      },
    },
    gate: { listen },
    send: (event: SessionEvent) => {
      sent.push(event);
      setGate({ is: 'held' });
    },
    wallClock: () => Date.now(),
    pause: async () => undefined,
  };
  return new AccountMedia({
    cache: new MediaCache({ folder, key: Buffer.alloc(32, 7), limit: () => 100_000_000, wallClock: () => Date.now() }),
    unsent: async () => null,
    ask: async (target) => (target.of === 'event' ? answers.get(target.eventId) : undefined) ?? { is: 'none' },
    fetch: (found, signal) => fetchMedia(parts, found, signal),
    pause: async () => undefined,
    lingerMs: 0,
  });
}

beforeEach(async () => {
  server = await startMediaServer();
  folder = join(mkdtempSync(join(tmpdir(), 'latchkey-media-')), 'media');
  answers.clear();
  sent.length = 0;
  openWith('one', 1);
  media = accountMedia();
});
afterEach(async () => {
  await media.close();
  await server.close();
  rmSync(join(folder, '..'), { recursive: true, force: true });
});

const get = (target: MediaTarget, headers: Record<string, string> = {}, init: RequestInit = {}): Promise<Response> =>
  answerMedia(new Request(mediaUrl('aa', target), { headers, ...init }), (slot) => (slot === 'aa' ? media : null));
const bytesOf = async (response: Response): Promise<Buffer> => Buffer.from(await response.arrayBuffer());
const film = (length: number): Buffer => Buffer.concat([Buffer.from('\0\0\0\x20ftypisom', 'latin1'), randomBytes(length - 12)]);
const picture = readFileSync('assets/icons/hicolor/256x256.png');

/** An encrypted file that lies on the server. */
function put(id: string, bytes: Buffer): void {
  const { onServer, answer } = encrypted(id, bytes);
  server.files.set(id, onServer);
  answers.set(`$${id}`, answer);
}

test('ranges: the first bytes, the middle, the last, a suffix, all of them; what lies outside is said to', async () => {
  const bytes = film(300_000);
  put('film', bytes);
  for (const [range, from, to] of [
    ['bytes=0-', 0, 300_000],
    ['bytes=0-0', 0, 1],
    ['bytes=131070-131080', 131_070, 131_081],
    ['bytes=299999-', 299_999, 300_000],
    ['bytes=299990-400000', 299_990, 300_000],
    ['bytes=-7', 299_993, 300_000],
    ['bytes=-400000', 0, 300_000],
  ] as const) {
    const response = await get(fileOf('film'), { range });
    expect(response.status, range).toBe(206);
    expect(response.headers.get('content-range')).toBe(`bytes ${from}-${to - 1}/300000`);
    expect(response.headers.get('content-length')).toBe(String(to - from));
    expect((await bytesOf(response)).equals(bytes.subarray(from, to)), range).toBe(true);
  }
  for (const range of ['bytes=300000-', 'bytes=-0']) {
    const outside = await get(fileOf('film'), { range });
    expect([outside.status, outside.headers.get('content-range')], range).toEqual([416, 'bytes */300000']);
  }
  for (const range of ['bytes=9-3', 'bytes=0-1,4-5', 'lines=1-2', 'bytes=-']) {
    const all = await get(fileOf('film'), { range });
    expect(all.status, range).toBe(200);
    expect((await bytesOf(all)).equals(bytes)).toBe(true);
  }
  const head = await get(fileOf('film'), {}, { method: 'HEAD' });
  expect([head.status, head.headers.get('content-length'), (await bytesOf(head)).length]).toEqual([200, '300000', 0]);
  expect((await get(fileOf('film'), {}, { method: 'POST' })).status).toBe(405);
  expect(server.heard, 'it was fetched once').toHaveLength(1);
});

test('T38 the type is what the bytes are, whatever server and sender say, and nothing of it could run', async () => {
  put('film', film(1000));
  server.files.set('svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'));
  server.files.set('png', picture);
  for (const id of ['svg', 'png']) answers.set(`$${id}`, plain(id, true));
  expect((await get(fileOf('film'))).headers.get('content-type')).toBe('video/mp4');
  const shown = await get(fileOf('png'));
  expect(Object.fromEntries(shown.headers)).toMatchObject({
    'content-type': 'image/png',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': 'no-store',
  });
  const refused = await get(fileOf('svg'));
  expect([refused.status, (await bytesOf(refused)).length, media.troubleOf(fileOf('svg'))]).toEqual([415, 0, 'notShown']);
  expect((await get({ ...fileOf('film'), part: 'thumbnail' } as MediaTarget)).status, 'a film is no picture').toBe(415);
});

test('T93 a file that is not what its sender hashed shows nothing, leaves nothing, and says so', async () => {
  put('altered', picture);
  const onServer = server.files.get('altered')!;
  onServer[onServer.length - 1]! ^= 1;
  const response = await get(fileOf('altered'));
  expect([response.status, (await bytesOf(response)).length, media.troubleOf(fileOf('altered'))]).toEqual([422, 0, 'altered']);
  expect(readdirSync(folder)).toEqual([]);
});

test('T93 a film that turns out to be altered stops where it is, and is not there the next time', async () => {
  put('altered', film(500_000));
  server.files.get('altered')![499_999]! ^= 1;
  await expect(get(fileOf('altered')).then(bytesOf)).rejects.toThrow();
  expect(media.troubleOf(fileOf('altered'))).toBe('altered');
  expect(readdirSync(folder)).toEqual([]);
});

test('T92 more pixels, or more bytes than a picture has, are refused, however few were announced', async () => {
  const bomb = Buffer.from(picture);
  bomb.writeUInt32BE(40_000, 16);
  bomb.writeUInt32BE(40_000, 20);
  server.files.set('bomb', bomb);
  server.files.set('long', Buffer.concat([picture, Buffer.alloc(33 * 1024 * 1024)]));
  for (const id of ['bomb', 'long']) {
    answers.set(`$${id}`, plain(id, true));
    expect([(await get(fileOf(id))).status, media.troubleOf(fileOf(id))]).toEqual([413, 'tooLarge']);
  }
});

test('a film can be played while it comes, and what has not come is waited for', async () => {
  const bytes = film(400_000);
  put('film', bytes);
  const onServer = server.files.get('film')!;
  let goOn = (): void => undefined;
  server.behave = (_id, _request, response) => {
    response.writeHead(200, { 'content-length': onServer.length });
    response.write(onServer.subarray(0, 200_000));
    goOn = () => response.end(onServer.subarray(200_000));
    return true;
  };
  const first = await get(fileOf('film'), { range: 'bytes=10-100' });
  expect((await bytesOf(first)).equals(bytes.subarray(10, 101))).toBe(true);
  let came = false;
  const last = get(fileOf('film'), { range: 'bytes=-5' }).then(bytesOf);
  void last.then(() => (came = true));
  await get(fileOf('film'), { range: 'bytes=100000-130000' }).then(bytesOf);
  expect(came).toBe(false);
  goOn();
  expect((await last).equals(bytes.subarray(399_995))).toBe(true);
  expect(server.heard).toHaveLength(1);
});

test('a download that is cut off begins again and goes on where it was', async () => {
  const bytes = film(400_000);
  put('film', bytes);
  const onServer = server.files.get('film')!;
  let cuts = 0;
  server.behave = (_id, _request, response) => {
    if ((cuts += 1) > 2) return false;
    response.writeHead(200, { 'content-length': onServer.length });
    response.write(onServer.subarray(0, cuts * 90_000), () => response.destroy());
    return true;
  };
  expect((await get(fileOf('film')).then(bytesOf)).equals(bytes)).toBe(true);
  expect(server.heard).toHaveLength(3);
});

test('T94 signed out softly, it waits; after signing in again it goes on with the new token, and never with the old one', async () => {
  put('one', picture);
  server.tokens.clear();
  const waiting = get(fileOf('one'));
  await expect.poll(() => sent.length).toBe(1);
  expect(sent[0]).toMatchObject({ type: 'tokenJudged', epoch: 1, verdict: { is: 'soft' } });
  server.tokens.add('two');
  openWith('two', 2);
  expect((await (await waiting).arrayBuffer()).byteLength).toBe(picture.length);
  expect(server.heard.map((one) => one.token)).toEqual(['one', 'two']);
});

test('T94 a session that lives all the same: the file is not there, and nobody asks on and on', async () => {
  put('one', picture);
  server.tokens.clear();
  const waiting = get(fileOf('one'));
  await expect.poll(() => sent.length).toBe(1);
  openWith('one', 1);
  expect((await waiting).status).toBe(404);
  expect(server.heard).toHaveLength(1);
});

test('T94 the token goes to the homeserver alone: no redirect is followed', async () => {
  const other = await startMediaServer();
  answers.set('$away', plain('away', true));
  server.behave = (_id, _request, response) => {
    response.writeHead(307, { location: `${other.url}/_matrix/client/v1/media/download/hs.test/away` }).end();
    return true;
  };
  expect((await get(fileOf('away'))).status).toBe(503);
  expect(other.heard).toEqual([]);
  await other.close();
});

test('T94 what the account no longer is stops in the middle, and leaves nothing', async () => {
  put('film', film(400_000));
  server.behave = (_id, _request, response) => {
    response.writeHead(200, { 'content-length': 400_000 });
    response.write(server.files.get('film')!.subarray(0, 200_000));
    return true;
  };
  const response = await get(fileOf('film'));
  const reading = bytesOf(response);
  reading.catch(() => undefined);
  await expect.poll(() => readdirSync(folder).length).toBe(1);
  await media.close();
  await expect(reading).rejects.toThrow();
  expect(readdirSync(folder)).toEqual([]);
  expect((await get(fileOf('film'))).status).toBe(404);
});

test('who looks away in the middle lets it go', async () => {
  put('film', film(400_000));
  let gone = false;
  server.behave = (_id, request, response) => {
    response.writeHead(200, { 'content-length': 400_000 });
    response.write(server.files.get('film')!.subarray(0, 200_000));
    request.on('close', () => (gone = true));
    return true;
  };
  const away = new AbortController();
  const response = await get(fileOf('film'), {}, { signal: away.signal });
  await response.body!.cancel();
  await expect.poll(() => gone).toBe(true);
  await expect.poll(() => readdirSync(folder)).toEqual([]);
});

test('T47 a URL of another slot, or of a message that is none, has nothing', async () => {
  put('one', picture);
  const other = mediaUrl('bb', fileOf('one'));
  expect((await answerMedia(new Request(other), (slot) => (slot === 'aa' ? media : null))).status).toBe(404);
  expect((await get(fileOf('nobody'))).status).toBe(404);
  expect(server.heard).toEqual([]);
});
