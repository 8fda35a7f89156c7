import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { mediaUrl } from '../../core/features/media/mediaUrl.ts';
import { AccountMedia } from './accountMedia.ts';
import { answerMedia } from './answerMedia.ts';
import { MediaCache } from './cache/mediaCache.ts';

const folder = mkdtempSync(join(tmpdir(), 'latchkey-unsent-'));
afterAll(() => rmSync(folder, { recursive: true }));

const waiting = '0e6c1b52-9f0e-4d0a-9a86-0f6a6f2f5a01';
const words = waiting.replace('5a01', '5a02');
const picture = readFileSync('assets/icons/hicolor/256x256.png');
const files = new Map([
  [waiting, picture],
  [words, Buffer.from('<svg onload="x()">')],
]);

test('a picture that waits to be sent is shown from its copy, and nobody is asked for it; what is none is not shown', async () => {
  const asked: unknown[] = [];
  let open = 0;
  const never = (what: unknown): Promise<never> => {
    asked.push(what);
    return Promise.reject(new Error('asked'));
  };
  const media = new AccountMedia({
    cache: new MediaCache({ folder: join(folder, 'media'), key: Buffer.alloc(32), limit: () => 1e9, wallClock: () => 0 }),
    unsent: async (id) => {
      const bytes = files.get(id);
      if (!bytes) return null;
      open += 1;
      return { arrived: bytes.length, read: async (from, to) => bytes.subarray(from, to), close: async () => void (open -= 1) };
    },
    ask: never,
    fetch: never,
    pause: async () => undefined,
    lingerMs: 0,
  });
  const get = (id: string): Promise<Response> => answerMedia(new Request(mediaUrl('aa', { of: 'unsent', id })), () => media);
  const shown = await get(waiting);
  expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/png']);
  expect(Buffer.from(await shown.arrayBuffer()).equals(picture)).toBe(true);
  expect((await get(words)).status).toBe(415);
  expect((await get(waiting.replace('5a01', '5a09'))).status).toBe(404);
  expect([asked, open]).toEqual([[], 0]);
  await media.close();
});
