import { encode } from 'blurhash';
import { plainFile, type Prepared } from './prepared.ts';
import type { Quality } from './quality.ts';

const photoQuality = 0.92;
const smallerQuality = 0.82;
const smallerSide = 1_600;
/** What other clients draw until somebody looks closer. */
const thumbnailSide = 800;
const previewSide = 192;
const hashSide = 32;
/** A thumbnail of what is small already only costs. */
const needsThumbnailBytes = 200_000;

/** A picture as it is sent: drawn anew it loses what the camera wrote beside it. Rejects where the page cannot decode it. */
export async function preparePicture(file: File, quality: Quality): Promise<Prepared> {
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
  try {
    const redrawn = quality !== 'original' && !(await isAnimated(file));
    const whole = redrawn ? await drawnAnew(bitmap, file.type, quality) : { blob: file, width: bitmap.width, height: bitmap.height };
    return { ...plainFile(file, 'image'), ...whole, ...(await looksOf(bitmap, whole.blob)) };
  } finally {
    bitmap.close();
  }
}

/** What people see of it before it is there: of a picture, or of a film's frame. */
export async function looksOf(bitmap: ImageBitmap, whole: Blob): Promise<Pick<Prepared, 'blurhash' | 'thumbnail' | 'preview'>> {
  return {
    blurhash: blurhashOf(bitmap),
    thumbnail: await thumbnailOf(bitmap, whole),
    preview: drawn(bitmap, previewSide).transferToImageBitmap(),
  };
}

async function drawnAnew(bitmap: ImageBitmap, type: string, quality: Quality): Promise<Pick<Prepared, 'blob' | 'width' | 'height'>> {
  const canvas = drawn(bitmap, quality === 'smaller' ? smallerSide : Infinity);
  const blob = await canvas.convertToBlob({ type, quality: quality === 'smaller' ? smallerQuality : photoQuality });
  return { blob, width: canvas.width, height: canvas.height };
}

async function thumbnailOf(bitmap: ImageBitmap, whole: Blob): Promise<Prepared['thumbnail']> {
  if (whole.size < needsThumbnailBytes) return null;
  const canvas = drawn(bitmap, thumbnailSide);
  // What may be seen through stays so.
  const type = whole.type === 'image/jpeg' || whole.type.startsWith('video/') ? 'image/jpeg' : 'image/png';
  const blob = await canvas.convertToBlob({ type, quality: smallerQuality });
  return blob.size < whole.size ? { blob, width: canvas.width, height: canvas.height } : null;
}

function blurhashOf(bitmap: ImageBitmap): string | null {
  const { width, height } = sizeWithin(bitmap, hashSide);
  const pixels = contextOf(drawn(bitmap, hashSide)).getImageData(0, 0, width, height);
  // More in the direction in which it is longer.
  const [x, y] = width >= height ? [4, 3] : [3, 4];
  return encode(pixels.data, width, height, x, y);
}

function drawn(bitmap: ImageBitmap, longestSide: number): OffscreenCanvas {
  const { width, height } = sizeWithin(bitmap, longestSide);
  const canvas = new OffscreenCanvas(width, height);
  const context = contextOf(canvas);
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, width, height);
  return canvas;
}

function contextOf(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  const context = canvas.getContext('2d');
  if (!context) throw new Error('this picture is too large to be drawn');
  return context;
}

/** Never larger than it is, never less than a point. */
function sizeWithin({ width, height }: { readonly width: number; readonly height: number }, longestSide: number) {
  const scale = Math.min(1, longestSide / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** Moving PNG and WebP say so near their beginning (APNG "acTL", WebP "ANIM"); drawn anew, they would stand still. */
async function isAnimated(file: Blob): Promise<boolean> {
  const head = new TextDecoder('latin1').decode(await file.slice(0, 65_536).arrayBuffer());
  return head.includes('acTL') || head.slice(0, 64).includes('ANIM');
}
