import { ALL_FORMATS, BlobSource, CanvasSink, Input } from 'mediabunny';
import { plainFile, type Prepared } from './prepared.ts';
import { looksOf } from './preparePicture.ts';

const posterSide = 800;

/** A film or a sound: how long it is and, of a film, how large, and how its beginning looks. What cannot be read is sent all the same. */
export async function prepareRecording(file: File): Promise<Prepared> {
  const input = new Input({ source: new BlobSource(file), formats: ALL_FORMATS });
  try {
    const durationMs = Math.round((await input.computeDuration()) * 1_000);
    const video = await input.getPrimaryVideoTrack();
    if (!video) return { ...plainFile(file, 'audio'), durationMs };
    const [width, height] = [video.displayWidth, video.displayHeight];
    const looks = await posterOf(video, file).catch(() => ({}));
    return { ...plainFile(file, 'video'), durationMs, width, height, ...looks };
  } catch {
    return plainFile(file, file.type.startsWith('audio/') ? 'audio' : 'file');
  } finally {
    input.dispose();
  }
}

async function posterOf(video: ConstructorParameters<typeof CanvasSink>[0], file: File) {
  const sink = new CanvasSink(video, { width: Math.min(posterSide, video.displayWidth), fit: 'contain' });
  const first = await sink.getCanvas(await video.getFirstTimestamp());
  if (!first) return {};
  const bitmap = await createImageBitmap(first.canvas);
  try {
    return await looksOf(bitmap, file);
  } finally {
    bitmap.close();
  }
}
