import { BlobSource, BufferTarget, Conversion, Input, OggOutputFormat, Output, WEBM } from 'mediabunny';

/** What Chromium records in WebM, in the file that other clients play: the same sound, not encoded again. */
export async function toOgg(webm: Blob): Promise<{ readonly ogg: Blob; readonly durationMs: number }> {
  const input = new Input({ source: new BlobSource(webm), formats: [WEBM] });
  const target = new BufferTarget();
  const conversion = await Conversion.init({ input, output: new Output({ format: new OggOutputFormat(), target }) });
  await conversion.execute();
  const durationMs = Math.round((await input.computeDuration()) * 1_000);
  input.dispose();
  if (!target.buffer) throw new Error('nothing was recorded');
  return { ogg: new Blob([target.buffer], { type: 'audio/ogg' }), durationMs };
}
