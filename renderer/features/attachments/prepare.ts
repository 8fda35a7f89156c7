import { plainFile, type Prepared } from './prepared.ts';
import { preparePicture } from './preparePicture.ts';
import type { Quality } from './quality.ts';

/** What the page can decode; everything else is sent as a file, SVG too, which nobody draws. */
const pictures: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/avif', 'image/bmp']);

export async function prepare(file: File, quality: Quality): Promise<Prepared> {
  // A folder, or what has gone since it was chosen, cannot be read.
  await file.slice(0, 1).arrayBuffer();
  // One that says it is a picture, and is none, is a file.
  if (pictures.has(file.type)) return preparePicture(file, quality).catch(() => plainFile(file));
  if (file.type.startsWith('video/') || file.type.startsWith('audio/')) {
    const { prepareRecording } = await import('./prepareRecording.ts');
    return prepareRecording(file);
  }
  return plainFile(file);
}
