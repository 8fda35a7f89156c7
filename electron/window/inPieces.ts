import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';

export const pieceBytes = 512 * 1024;

/**
 * A file, as fast as it is taken. Whole, the crypto module's eight megabytes lay in main until it next collected all its garbage, which a
 * program at rest does late; a piece goes with the next small collection.
 */
export async function inPieces(path: string): Promise<ReadableStream<Uint8Array>> {
  const file = await open(path);
  const about = await file.stat();
  if (about.isFile()) return ReadableStream.from(piecesOf(file, about.size));
  await file.close();
  throw new Error('not a file');
}

async function* piecesOf(file: FileHandle, size: number): AsyncGenerator<Uint8Array, void> {
  try {
    for (let at = 0; at < size;) {
      const { bytesRead, buffer } = await file.read(Buffer.allocUnsafeSlow(Math.min(pieceBytes, size - at)));
      if (bytesRead === 0) throw new Error('the file has become shorter');
      at += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}
