import { chunkBytes } from './cache/sealedFile.ts';
import type { SealedFile } from './cache/sealedFile.ts';
import { MediaFailure } from './mediaFailure.ts';
import type { MediaFile } from './mediaFile.ts';

/** A file of the cache. What was changed on the disk is dropped, and comes anew the next time. */
export function storedFile(file: SealedFile, forget: () => void): MediaFile {
  return {
    total: file.arrived,
    whole: async () => undefined,
    begun: async () => undefined,
    read: async (from, to) => {
      const end = Math.min(to, file.arrived, from + 4 * chunkBytes);
      if (end <= from) return Buffer.alloc(0);
      try {
        return await file.read(from, end);
      } catch {
        forget();
        throw new MediaFailure('disk');
      }
    },
  };
}
