/** Width and height of a picture as its own bytes say; the decoder believes the same. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** More, and a picture of a few kilobytes would fill the page's memory. */
const mostPixels = 40_000_000;

/** Null: it does not say, so it is not shown. `begin`: enough of its first bytes, or all of it. */
export function pixelsOf(mime: string, begin: Buffer): Size | null {
  try {
    switch (mime) {
      case 'image/png':
        return begin.toString('latin1', 12, 16) === 'IHDR' ? { width: begin.readUInt32BE(16), height: begin.readUInt32BE(20) } : null;
      case 'image/gif':
        return gif(begin);
      case 'image/jpeg':
        return jpeg(begin);
      case 'image/webp':
        return webp(begin);
      case 'image/avif':
        return avif(begin);
      default:
        return null;
    }
  } catch {
    // It ends before it says.
    return null;
  }
}

export const isTooLarge = ({ width, height }: Size): boolean => width * height > mostPixels;

/** A frame may be larger than the screen that the head announces: the largest counts. */
function gif(bytes: Buffer): Size {
  let width = bytes.readUInt16LE(6);
  let height = bytes.readUInt16LE(8);
  const first = bytes.readUInt8(10);
  let at = 13 + tableLength(first);
  while (at + 10 <= bytes.length) {
    const sign = bytes[at];
    if (sign === 0x2c) {
      width = Math.max(width, bytes.readUInt16LE(at + 1) + bytes.readUInt16LE(at + 5));
      height = Math.max(height, bytes.readUInt16LE(at + 3) + bytes.readUInt16LE(at + 7));
      at = afterBlocks(bytes, at + 10 + tableLength(bytes.readUInt8(at + 9)) + 1);
    } else if (sign === 0x21) at = afterBlocks(bytes, at + 2);
    else break;
  }
  return { width, height };
}

const tableLength = (packed: number): number => ((packed & 0x80) === 0 ? 0 : 3 * 2 ** ((packed & 7) + 1));

function afterBlocks(bytes: Buffer, from: number): number {
  let at = from;
  while (at < bytes.length && bytes[at] !== 0) at += bytes[at]! + 1;
  return at + 1;
}

/** The frame header (`SOFn`); what stands before it may be long, such as a small picture of it. */
function jpeg(bytes: Buffer): Size | null {
  for (let at = 2; at + 9 <= bytes.length;) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1]!;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) };
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return null;
}

function webp(bytes: Buffer): Size | null {
  switch (bytes.toString('latin1', 12, 16)) {
    case 'VP8 ':
      return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
    case 'VP8L': {
      const bits = bytes.readUInt32LE(21);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8X':
      return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 };
    default:
      return null;
  }
}

/** The largest of the sizes that its items have (`ispe`). */
function avif(bytes: Buffer): Size | null {
  let largest: Size | null = null;
  for (let at = bytes.indexOf('ispe', 0, 'latin1'); at >= 0 && at + 16 <= bytes.length; at = bytes.indexOf('ispe', at + 4, 'latin1')) {
    const size = { width: bytes.readUInt32BE(at + 8), height: bytes.readUInt32BE(at + 12) };
    if (!largest || size.width * size.height > largest.width * largest.height) largest = size;
  }
  return largest;
}
