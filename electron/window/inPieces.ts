import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';

export const pieceBytes = 512 * 1024;

/**
 * A file, as fast as it is taken. Whole, the crypto module's eight megabytes lay in main until it next collected all its garbage, which a
 * program at rest does late; a piece goes with the next small collection.
 */
export async function inPieces(path: string): Promise<ReadableStream<Uint8Array>> {
  const file = await open(path);
  if ((await file.stat()).isFile()) return ReadableStream.from(piecesOf(file));
  await file.close();
  throw new Error('not a file');
}

async function* piecesOf(file: FileHandle): AsyncGenerator<Uint8Array, void> {
  try {
    for (;;) {
      const { bytesRead, buffer } = await file.read(new Uint8Array(pieceBytes));
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}
