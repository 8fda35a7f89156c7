import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { mendTornLog, wholeLength } from './mendTornLog.ts';

const folders: string[] = [];
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true })));

/** A log as LevelDB writes it (checksums are nobody's concern here). Types: full 1, first 2, middle 3, last 4. */
function logOf(...lengths: number[]): { log: Buffer; ends: number[] } {
  const parts: Buffer[] = [];
  const ends: number[] = [];
  let at = 0;
  const put = (part: Buffer): void => {
    parts.push(part);
    at += part.length;
  };
  for (const length of lengths) {
    for (let rest = length, begun = false, done = false; !done; begun = true) {
      const left = 32_768 - (at % 32_768);
      if (left < 7) {
        put(Buffer.alloc(left));
        begun = begun && rest !== length;
        continue;
      }
      const piece = Math.min(rest, left - 7);
      done = piece === rest;
      const header = Buffer.alloc(7, 0xaa);
      header.writeUInt16LE(piece, 4);
      const isFirst = rest === length;
      header[6] = done ? (isFirst ? 1 : 4) : isFirst ? 2 : 3;
      put(Buffer.concat([header, Buffer.alloc(piece, 0xbb)]));
      rest -= piece;
    }
    ends.push(at);
  }
  return { log: Buffer.concat(parts), ends };
}

test('K3 a log is whole up to the end of its last whole record, wherever it was torn', () => {
  const { log, ends } = logOf(100, 40_000, 25_400, 3, 70_000, 12);
  expect(wholeLength(log)).toBe(log.length);
  let cuts = 0;
  for (let length = 0; length < log.length; length += length % 500 === 0 ? 1 : 7) {
    const whole = Math.max(0, ...ends.filter((end) => end <= length));
    const cut = wholeLength(log.subarray(0, length));
    // Filled-up ends of blocks may stay.
    expect([whole, length]).toContain(cut);
    if (cut === length) expect(log.subarray(whole, length).every((byte) => byte === 0)).toBe(true);
    else cuts += 1;
  }
  expect(cuts).toBeGreaterThan(1_000);
});

test('K8 zeros at the end of a log, where its length reached the disk and what was written last did not, go too', () => {
  const { log, ends } = logOf(100, 40_000, 25_400, 3, 70_000, 12);
  let cuts = 0;
  for (const end of ends) {
    for (const zeros of [1, 6, 7, 8, 93, 5_000, 40_000]) {
      const torn = Buffer.concat([log.subarray(0, end), Buffer.alloc(zeros)]);
      const cut = wholeLength(torn);
      expect([end, torn.length]).toContain(cut);
      // What stays is the filled-up end of a block.
      if (cut === torn.length) expect(32_768 - (end % 32_768)).toBeGreaterThanOrEqual(zeros);
      else cuts += 1;
    }
  }
  expect(cuts).toBeGreaterThan(30);
  expect(wholeLength(Buffer.alloc(500))).toBe(0);
  // With something behind it, it is not the end.
  const odd = Buffer.concat([log, Buffer.alloc(93), log]);
  expect(wholeLength(odd)).toBe(odd.length);
});

test('K3 what is no log of that kind is left alone', () => {
  for (const odd of [Buffer.alloc(500, 0xff), Buffer.from('not a log at all, but long enough to have a header')])
    expect(wholeLength(odd)).toBe(odd.length);
});

test('K3 only the newest log is cut; a folder that is not there needs nothing', () => {
  const folder = mkdtempSync(join(tmpdir(), 'torn-log-'));
  folders.push(folder);
  const { log } = logOf(100, 200);
  writeFileSync(join(folder, '000003.log'), log.subarray(0, 150));
  writeFileSync(join(folder, '000012.log'), log.subarray(0, 150));
  writeFileSync(join(folder, 'CURRENT'), 'MANIFEST-000001');
  expect(mendTornLog(folder)).toBe(43);
  expect(readFileSync(join(folder, '000012.log'))).toEqual(log.subarray(0, 107));
  expect(readFileSync(join(folder, '000003.log'))).toHaveLength(150);
  expect(mendTornLog(folder)).toBe(0);
  expect(mendTornLog(join(folder, 'nowhere'))).toBe(0);
});
