import { mkdtempSync, readdirSync, readlinkSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { inPieces, pieceBytes } from './inPieces.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-pieces-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function fileOf(length: number): { readonly path: string; readonly bytes: Uint8Array } {
  const path = join(folder, 'module.wasm');
  const bytes = Uint8Array.from({ length }, (_, at) => (at * 7 + (at >> 8)) & 0xff);
  writeFileSync(path, bytes);
  return { path, bytes };
}

const isOpen = (path: string): boolean =>
  readdirSync('/proc/self/fd').some((number) => {
    try {
      return readlinkSync(`/proc/self/fd/${number}`) === path;
    } catch {
      return false;
    }
  });

test.each([0, 1, pieceBytes, pieceBytes * 2 + 3])('%d bytes arrive whole and in order', async (length) => {
  const { path, bytes } = fileOf(length);
  const arrived = new Uint8Array(await new Response(await inPieces(path)).arrayBuffer());
  expect(Buffer.compare(arrived, bytes)).toBe(0);
});

test('no piece is larger than one, and none is read before somebody wants it', async () => {
  const { path, bytes } = fileOf(pieceBytes * 3 + 5);
  const reader = (await inPieces(path)).getReader();
  const lengths: number[] = [];
  let last = 0;
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    lengths.push(read.value.length);
    last = read.value.at(-1) ?? 0;
    // What changes at the end while nobody reads that far is read as it is then.
    if (lengths.length === 1) writeFileSync(path, bytes.fill(77, -5));
  }
  expect(lengths).toEqual([pieceBytes, pieceBytes, pieceBytes, 5]);
  expect(last).toBe(77);
});

test('one that has become shorter meanwhile is no whole file', async () => {
  const { path } = fileOf(pieceBytes + 5);
  const reader = (await inPieces(path)).getReader();
  await reader.read();
  truncateSync(path, pieceBytes);
  await expect(reader.read()).rejects.toThrow('shorter');
});

test.runIf(process.platform === 'linux')('the file is closed once it was read, and where its reader goes before that', async () => {
  const { path } = fileOf(pieceBytes * 2);
  await new Response(await inPieces(path)).arrayBuffer();
  expect(isOpen(path)).toBe(false);
  const reader = (await inPieces(path)).getReader();
  await reader.read();
  expect(isOpen(path)).toBe(true);
  await reader.cancel();
  expect(isOpen(path)).toBe(false);
});

test('a folder, and what is not there, are refused before anything is answered', async () => {
  await expect(inPieces(folder)).rejects.toThrow();
  await expect(inPieces(join(folder, 'nothing'))).rejects.toThrow();
});
