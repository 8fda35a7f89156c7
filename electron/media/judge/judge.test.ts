import { deflateSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isTooLarge, pixelsOf } from './pixels.ts';
import { kindOf } from './signatures.ts';

function png(width: number, height: number): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2], 8);
  const chunk = (name: string, data: Buffer): Buffer => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    return Buffer.concat([length, Buffer.from(name), data, Buffer.alloc(4)]);
  };
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', head), chunk('IDAT', deflateSync(Buffer.alloc(4)))]);
}

test('T38 what a file is, its bytes say; what could hold a script, or nobody knows, is never shown', () => {
  expect(kindOf(png(1, 1))).toEqual({ as: 'picture', mime: 'image/png' });
  expect(kindOf(readFileSync('assets/icons/hicolor/256x256.png'))?.mime).toBe('image/png');
  expect(kindOf(Buffer.from('OggS' + '\0'.repeat(24) + 'OpusHead'))?.mime).toBe('audio/ogg');
  expect(kindOf(Buffer.from('\0\0\0\x20ftypisom'))?.mime).toBe('video/mp4');
  const never = [
    '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>',
    '<?xml version="1.0"?><svg/>',
    '<!doctype html><script>1</script>',
    '%PDF-1.7',
    'MZ\x90',
    'PK\x03\x04',
    '\0\0\0\x20ftypheic',
    'BM6',
    'II*\0',
    'RIFF\0\0\0\0AVI ',
    'GIF',
    '',
  ];
  for (const text of never) expect(kindOf(Buffer.from(text, 'latin1')), text).toBeNull();
  const polyglot = Buffer.concat([Buffer.from('<svg onload=1>'), png(1, 1)]);
  expect(kindOf(polyglot)).toBeNull();
});

test('T92 how many pixels a picture has is read of its own bytes, and too many are too many', () => {
  expect(pixelsOf('image/png', png(640, 480))).toEqual({ width: 640, height: 480 });
  expect(isTooLarge(pixelsOf('image/png', png(40_000, 40_000))!)).toBe(true);
  expect(isTooLarge(pixelsOf('image/png', png(6000, 6000))!)).toBe(false);
  expect(pixelsOf('image/png', png(1, 1).subarray(0, 18))).toBeNull();
  expect(pixelsOf('image/svg+xml', Buffer.alloc(100))).toBeNull();

  const exif = Buffer.concat([Buffer.from([0xff, 0xe1, 0x40, 0x00]), Buffer.alloc(0x4000 - 2)]);
  const frame = Buffer.from([0xff, 0xc2, 0, 17, 8, 0x0b, 0xb8, 0x0f, 0xa0, 3]);
  expect(pixelsOf('image/jpeg', Buffer.concat([Buffer.from([0xff, 0xd8]), exif, frame]))).toEqual({ width: 4000, height: 3000 });
  expect(pixelsOf('image/jpeg', Buffer.concat([Buffer.from([0xff, 0xd8]), exif]))).toBeNull();

  const extended = Buffer.from('RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0', 'latin1');
  expect(pixelsOf('image/webp', Buffer.concat([extended, Buffer.from([0xff, 0xff, 0, 0x0f, 0, 0])]))).toEqual({ width: 65536, height: 16 });
  const ispe = Buffer.from('....ispe\0\0\0\0\0\0\x02\0\0\0\x01\0', 'latin1');
  expect(pixelsOf('image/avif', ispe)).toEqual({ width: 512, height: 256 });
});

test('T92 a frame of a GIF that is larger than its head says counts, also behind others', () => {
  const head = Buffer.from('GIF89a\x0a\0\x0a\0\0\0\0', 'latin1');
  const control = Buffer.from([0x21, 0xf9, 4, 0, 0, 0, 0, 0]);
  const frame = (width: number, height: number): Buffer => {
    const bytes = Buffer.from([0x2c, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 2, 0x44, 1, 0]);
    bytes.writeUInt16LE(width, 5);
    bytes.writeUInt16LE(height, 7);
    return bytes;
  };
  expect(pixelsOf('image/gif', Buffer.concat([head, control, frame(10, 10)]))).toEqual({ width: 10, height: 10 });
  const bomb = Buffer.concat([head, control, frame(10, 10), control, frame(60_000, 60_000)]);
  expect(isTooLarge(pixelsOf('image/gif', bomb)!)).toBe(true);
});
