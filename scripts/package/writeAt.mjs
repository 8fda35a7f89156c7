import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { gzipSync } from 'node:zlib';

/** @param {string} file @param {string | Buffer} content */
export function writeAt(file, content) {
  mkdirSync(dirname(file), { recursive: true, mode: 0o755 });
  writeFileSync(file, content, { mode: 0o644 });
}

/** gzip puts a date and the system into its header; here neither. @param {string | Buffer} content */
export const zipped = (content) => {
  const bytes = gzipSync(content, { level: 9 });
  bytes.writeUInt32LE(0, 4);
  bytes.writeUInt8(3, 9);
  return bytes;
};
