export const pieceBytes = 512 * 1024;

/**
 * A response copies bytes that it is given whole: the crypto module's eight megabytes then lay in main three times, until it next collected
 * its garbage.
 */
export function inPieces(bytes: Uint8Array): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream<Uint8Array>({
    pull: (stream) => {
      if (at >= bytes.length) return stream.close();
      stream.enqueue(bytes.subarray(at, at + pieceBytes));
      at += pieceBytes;
    },
  });
}
