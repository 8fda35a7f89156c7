import { expect, test } from 'vitest';
import { inPieces, pieceBytes } from './inPieces.ts';

test.each([0, 1, pieceBytes, pieceBytes * 2 + 3])('%d bytes arrive whole and in order', async (length) => {
  const bytes = Uint8Array.from({ length }, (_, at) => (at * 7 + (at >> 8)) & 0xff);
  const arrived = new Uint8Array(await new Response(inPieces(bytes)).arrayBuffer());
  expect(Buffer.compare(arrived, bytes)).toBe(0);
});

test('no byte is copied, and no piece is larger than one', async () => {
  const bytes = new Uint8Array(pieceBytes + 5);
  const pieces: Uint8Array[] = [];
  for await (const piece of inPieces(bytes)) pieces.push(piece);
  expect(pieces.map(({ length }) => length)).toEqual([pieceBytes, 5]);
  expect(pieces.every(({ buffer }) => buffer === bytes.buffer)).toBe(true);
});
