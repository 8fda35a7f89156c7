import { readdirSync, readFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The format of a LevelDB log: blocks of 32 KiB; a record never spans two but in fragments; each has a header of checksum (4 bytes), length
 * (2) and type (1).
 */
const blockBytes = 32_768;
const headerBytes = 7;
const first = 2;
const last = 4;

/**
 * Cuts what a full disk, a death or a power cut has torn off the end of the database's newest log; after a power cut that may be zeros,
 * where the file's length reached the disk and its end did not. LevelDB reads over it once, but Chromium lets it go on in the same file:
 * what comes behind cannot be read at the start after that, and Chromium then begins an empty database (tried on a full disk, and with two
 * power cuts: all keys were gone). Only while nobody has the database open. Returns how many bytes were cut; a folder that is not there has
 * none.
 */
export function mendTornLog(folder: string): number {
  const newest = namesIn(folder)
    .filter((name) => /^\d+\.log$/.test(name))
    .sort()
    .at(-1);
  if (newest === undefined) return 0;
  const path = join(folder, newest);
  const log = readFileSync(path);
  const end = wholeLength(log);
  if (end < log.length) truncateSync(path, end);
  return log.length - end;
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Up to where the log holds whole records only. */
export function wholeLength(log: Buffer): number {
  let whole = 0;
  for (let at = 0; at < log.length;) {
    const left = blockBytes - (at % blockBytes);
    if (left < headerBytes) {
      // The rest of a block that no header fits into is filled up.
      at += left;
      continue;
    }
    if (at + headerBytes > log.length) return whole;
    const length = log.readUInt16LE(at + 4);
    const type = log[at + 6] ?? 0;
    const end = at + headerBytes + length;
    if (type === 0 && isNothing(log, at)) return whole;
    // Not of a kind that we know: nothing is touched.
    if (type === 0 || type > last || headerBytes + length > left) return log.length;
    if (end > log.length) return whole;
    if (type !== first && type !== first + 1) whole = end;
    at = end;
  }
  return whole === 0 || isOpenFragment(log, whole) ? whole : log.length;
}

/** Whether fragments without their last one stand behind the last whole record. */
function isOpenFragment(log: Buffer, whole: number): boolean {
  return !isNothing(log, whole);
}

const isNothing = (log: Buffer, from: number): boolean => log.subarray(from).every((byte) => byte === 0);
