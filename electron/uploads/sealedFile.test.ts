import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { SealedReader, SealedWriter } from './sealedFile.ts';

const folder = mkdtempSync(join(tmpdir(), 'latchkey-sealed-'));
afterAll(() => rmSync(folder, { recursive: true }));
const path = join(folder, 'file');
const key = randomBytes(32);

async function seal(bytes: Uint8Array, piece = 50_000): Promise<void> {
  const writer = await SealedWriter.create(path, key);
  for (let at = 0; at < bytes.length; at += piece) await writer.write(bytes.subarray(at, at + piece));
  await writer.end();
}

async function read(from?: number, to?: number, withKey: Uint8Array = key): Promise<Buffer> {
  const reader = await SealedReader.open(path, withKey);
  try {
    const pieces: Uint8Array[] = [];
    for await (const piece of reader.read(from, to)) pieces.push(piece);
    return Buffer.concat(pieces);
  } finally {
    await reader.close();
  }
}

const lost = { error: { code: 'fileLost' } };

test.each([0, 1, 65_535, 65_536, 65_537, 131_072, 300_001])('what was sealed is read back, %d bytes', async (length) => {
  const bytes = randomBytes(length);
  await seal(bytes);
  expect((await read()).equals(bytes)).toBe(true);
  const reader = await SealedReader.open(path, key);
  expect(reader.length).toBe(length);
  await reader.close();
  for (const [from, to] of [
    [0, length],
    [Math.floor(length / 3), Math.floor(length / 2)],
    [Math.max(0, length - 1), length],
    [Math.min(65_535, length), Math.min(65_538, length)],
  ] as const)
    expect((await read(from, to)).equals(bytes.subarray(from, to)), `${from}-${to}`).toBe(true);
});

test('T97 nothing of it can be read without the key, and nothing of it can be changed, left out, moved or cut off', async () => {
  const bytes = Buffer.from('the heron nests in the third chimney. '.repeat(6_000));
  await seal(bytes);
  const sealed = readFileSync(path);
  expect(sealed.includes('heron')).toBe(false);
  await expect(read(0, 10, randomBytes(32))).rejects.toMatchObject(lost);
  const head = 36;
  const chunk = 65_536 + 16;
  const damaged = [
    ...[0, 10, head, head + chunk - 1, sealed.length - 1].map((at) => flipped(sealed, at)),
    sealed.subarray(0, sealed.length - 1),
    sealed.subarray(0, head + 2 * chunk),
    sealed.subarray(0, 20),
    Buffer.concat([sealed, Buffer.alloc(1)]),
    Buffer.concat([sealed.subarray(0, head), sealed.subarray(head + chunk)]),
    Buffer.concat([
      sealed.subarray(0, head),
      sealed.subarray(head + chunk, head + 2 * chunk),
      sealed.subarray(head, head + chunk),
      sealed.subarray(head + 2 * chunk),
    ]),
  ];
  for (const [at, one] of damaged.entries()) {
    writeFileSync(path, one);
    await expect(read(), `damage ${at}`).rejects.toMatchObject(lost);
  }
  expect(damaged).toHaveLength(11);
  rmSync(path);
  await expect(read()).rejects.toMatchObject(lost);
});

function flipped(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy.writeUInt8(copy.readUInt8(at) ^ 1, at);
  return copy;
}
