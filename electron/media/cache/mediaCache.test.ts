import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { MediaCache } from './mediaCache.ts';
import { chunkBytes } from './sealedFile.ts';

let folder = '';
let now = 1_000_000;
let limit = 10_000_000;
const key = randomBytes(32);
const cacheWith = (own = key): MediaCache => new MediaCache({ folder, key: own, limit: () => limit, wallClock: () => (now += 1000) });

beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'latchkey-media-')), 'media');
  limit = 10_000_000;
});
afterEach(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

async function keep(cache: MediaCache, id: string, bytes: Uint8Array): Promise<void> {
  const file = await cache.begin(id);
  for (let at = 0; at < bytes.length; at += 10_000) await file.write(bytes.subarray(at, at + 10_000));
  await file.keep();
  await file.close();
}

test('T91 what is kept can be read at any place, after a restart too, and only with the key', async () => {
  const bytes = randomBytes(3 * chunkBytes + 17);
  await keep(cacheWith(), 'a', bytes);
  const file = (await cacheWith().find('a'))!;
  expect(file.arrived).toBe(bytes.length);
  for (const [from, to] of [
    [0, 1],
    [0, bytes.length],
    [chunkBytes - 1, chunkBytes + 1],
    [2 * chunkBytes, 3 * chunkBytes],
    [bytes.length - 5, bytes.length],
  ] as const)
    expect((await file.read(from, to)).equals(bytes.subarray(from, to)), `${from}-${to}`).toBe(true);
  await file.close();
  expect(await cacheWith(randomBytes(32)).find('a')).toBeNull();
  expect(await cacheWith().find('b')).toBeNull();
});

test('T91 nothing on the disk is readable, neither while it comes nor afterwards, and its name says nothing', async () => {
  const text = 'the heron stands in the shallows 3307';
  const bytes = Buffer.from(text.repeat(9000));
  const cache = cacheWith();
  const file = await cache.begin(`!room/$event/${text}`);
  await file.write(bytes);
  const onDisk = () => readdirSync(folder).map((name) => name + readFileSync(join(folder, name), 'latin1'));
  expect(file.arrived).toBeGreaterThan(chunkBytes);
  expect(onDisk().filter((found) => found.includes('heron'))).toEqual([]);
  await file.keep();
  await file.close();
  expect(onDisk()).toHaveLength(1);
  expect(onDisk().filter((found) => found.includes('heron') || found.includes('event'))).toEqual([]);
});

test('a file can be read while it grows, as far as it has come', async () => {
  const bytes = randomBytes(4 * chunkBytes);
  const file = await cacheWith().begin('a');
  await file.write(bytes.subarray(0, 2 * chunkBytes + 100));
  expect(file.arrived).toBe(2 * chunkBytes);
  expect((await file.read(chunkBytes - 3, 2 * chunkBytes)).equals(bytes.subarray(chunkBytes - 3, 2 * chunkBytes))).toBe(true);
  await file.write(bytes.subarray(2 * chunkBytes + 100));
  expect(file.arrived).toBe(4 * chunkBytes);
  expect((await file.read(0, bytes.length)).equals(bytes)).toBe(true);
  await file.drop();
  await file.close();
  expect(readdirSync(folder)).toEqual([]);
});

test('T91 one changed bit, a cut file, a file under the name of another, one that did not get ready: none is ever served', async () => {
  const bytes = randomBytes(2 * chunkBytes);
  await keep(cacheWith(), 'a', bytes);
  const [nameOfA = ''] = readdirSync(folder);
  await keep(cacheWith(), 'b', randomBytes(100));
  const nameOfB = readdirSync(folder).find((name) => name !== nameOfA)!;
  const whole = readFileSync(join(folder, nameOfA));
  const flipped = Buffer.from(whole);
  flipped[whole.length - 9]! ^= 1;
  writeFileSync(join(folder, nameOfA), flipped);
  const file = (await cacheWith().find('a'))!;
  expect((await file.read(0, 10)).equals(bytes.subarray(0, 10))).toBe(true);
  await expect(file.read(chunkBytes, chunkBytes + 1)).rejects.toThrow();
  await file.close();
  writeFileSync(join(folder, nameOfA), whole.subarray(0, whole.length - 10));
  const cut = (await cacheWith().find('a'))!;
  await expect(cut.read(2 * chunkBytes - 1, 2 * chunkBytes)).rejects.toThrow('shorter');
  await cut.close();
  writeFileSync(join(folder, nameOfB), whole);
  expect(await cacheWith().find('b')).toBeNull();
  const unready = await cacheWith().begin('c');
  await unready.write(bytes);
  await unready.close();
  expect(readdirSync(folder)).toHaveLength(3);
  expect(await cacheWith().find('c')).toBeNull();
  expect(readdirSync(folder), 'what an earlier run left half is gone').toHaveLength(2);
});

test('over the limit, what was not looked at for longest goes', async () => {
  const cache = cacheWith();
  for (const id of ['a', 'b', 'c']) await keep(cache, id, randomBytes(100_000));
  await (await cache.find('a'))?.close();
  limit = 250_000;
  await keep(cache, 'd', randomBytes(100_000));
  const left = await Promise.all(
    ['a', 'b', 'c', 'd'].map(async (id) => {
      const file = await cache.find(id);
      await file?.close();
      return file !== null;
    }),
  );
  expect(left).toEqual([true, false, false, true]);
  expect(await cache.size()).toBeLessThan(250_000);
});
