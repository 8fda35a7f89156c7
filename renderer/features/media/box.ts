import type { Pictured } from '../../../core/features/media/attachment.ts';

export interface Box {
  readonly width: number;
  readonly height: number;
}

const most: Box = { width: 420, height: 320 };
const mostOfSticker: Box = { width: 192, height: 192 };
const least = 48;
/** Longer than this, and it is cut at its ends. */
const longest = 4;

/** The space that a picture has from the first frame on, in CSS pixels; nothing moves when it comes. */
export function boxOf(size: Pictured['size'], isSticker = false): Box {
  const limit = isSticker ? mostOfSticker : most;
  if (!size) return isSticker ? { width: 128, height: 128 } : { width: 320, height: 240 };
  const ratio = Math.min(longest, Math.max(1 / longest, size.width / size.height));
  const width = Math.min(limit.width, limit.height * ratio, Math.max(least, size.width, size.height * ratio));
  return { width: Math.round(width), height: Math.round(width / ratio) };
}
