import { closeSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openStore } from '../control/openStore.ts';
import { Failure } from '../../core/errors.ts';
import { entryOf, roomIdOf, screenOf, summaryOf } from '../tables/entries.fixtures.ts';
import { copyStore, keyNumber, opened, storeFolder } from './storeFolder.fixtures.ts';
import type { StoreFolder } from './storeFolder.fixtures.ts';
import { guarded } from '../guarded.ts';
import { storeHandlers } from '../storeHandlers.ts';

let folder: StoreFolder;

beforeEach(() => {
  folder = storeFolder();
});
afterEach(() => folder.remove());

const pageBytes = 4096;

/** The file holds overflow pages, inner pages and free pages, as one in use does. */
function writeMuch(path: string): void {
  const file = opened(path);
  const { calls } = storeHandlers(file);
  calls.compactSync({ base: JSON.stringify({ rooms: 'b'.repeat(150_000) }) });
  for (let n = 0; n < 40; n++) calls.appendSync({ sync: JSON.stringify({ n, text: 's'.repeat(n * 100) }) });
  const rooms = Array.from({ length: 60 }, (_, n) => summaryOf(n));
  calls.putSnapshot({ rooms, details: [screenOf(1, 50), screenOf(2, 50)], gone: [], lastRoom: roomIdOf(1) });
  for (let n = 0; n < 60; n++) calls.putOutbox({ entry: entryOf(n, { content: 'o'.repeat(900) }) });
  for (let n = 0; n < 30; n++) calls.dropOutbox({ txnId: `txn${n}` });
  calls.putDraft({ roomId: roomIdOf(1), text: 'a draft' });
  calls.putMembers({ roomId: roomIdOf(1), members: 'm'.repeat(5000) });
  calls.putValue({ name: 'filter', value: 'f' });
  file.close();
}

/** Everything that can be read, as text; null: refused as damaged, at open or by a call. */
function readAll(path: string): string | null {
  const result = openStore(path, keyNumber(1), false);
  if (result.outcome === 'corrupt') return null;
  if (!('file' in result)) throw new Error(result.outcome);
  const { calls } = guarded(result.file, path);
  try {
    return JSON.stringify([
      calls.startSnapshot({}),
      calls.roomSnapshot({ roomId: roomIdOf(2) }),
      calls.loadSync({}),
      calls.outbox({}),
      calls.drafts({}),
      calls.loadMembers({ roomId: roomIdOf(1) }),
      calls.getValue({ name: 'filter' }),
    ]);
  } catch (cause) {
    if (!(cause instanceof Failure)) throw cause;
    expect(cause.error.code).toBe('storeCorrupt');
    return null;
  } finally {
    result.file.db.close();
  }
}

/** Every page, first and last bytes and somewhere between; the offsets between walk with the page number. */
function offsetsIn(bytes: number): number[] {
  const offsets: number[] = [];
  for (let page = 0; page < bytes / pageBytes; page++) {
    const within = [0, (page * 619 + 101) % 4000, (page * 1277 + 2029) % 4000, 4016 + (page % 64), 4095];
    offsets.push(...within.map((offset) => page * pageBytes + offset));
  }
  return offsets;
}

function flip(path: string, bytes: Buffer, offset: number): void {
  const descriptor = openSync(path, 'r+');
  writeSync(descriptor, Buffer.from([bytes[offset]! ^ (1 << (offset % 8))]), 0, 1, offset);
  closeSync(descriptor);
}

/** Flips one bit at a time; gives how many of the flips were refused, the others must have changed nothing that is read. */
function flipEach(path: string, bytes: Buffer, offsets: readonly number[], whole: string): number {
  let refused = 0;
  for (const offset of offsets) {
    writeFileSync(path, bytes);
    rmSync(`${path}-wal`, { force: true });
    flip(path, bytes, offset);
    const read = readAll(path);
    if (read === null) refused++;
    else expect(read === whole, `offset ${offset} was read as other data`).toBe(true);
  }
  return refused;
}

it('refuses every flipped bit of a small file at open', { timeout: 120_000 }, () => {
  writeMuch(folder.path);
  const bytes = readFileSync(folder.path);
  const whole = readAll(folder.path);
  expect(whole).toContain('a draft');
  expect(bytes.length).toBeGreaterThan(250_000);
  const offsets = offsetsIn(bytes.length);
  expect(offsets.length).toBeGreaterThan(300);
  expect(flipEach(folder.path, bytes, offsets, whole!)).toBe(offsets.length);
});

it('refuses a flipped bit of a big file when its page is read, or it is harmless', { timeout: 120_000 }, () => {
  writeMuch(folder.path);
  const file = opened(folder.path);
  storeHandlers(file).calls.compactSync({ base: JSON.stringify({ rooms: 'B'.repeat(1_200_000) }) });
  file.close();
  const bytes = readFileSync(folder.path);
  const whole = readAll(folder.path);
  const offsets = offsetsIn(bytes.length).filter((_, index) => index % 3 === 0);
  const refused = flipEach(folder.path, bytes, offsets, whole!);
  expect(refused).toBeGreaterThan(offsets.length * 0.8);
});

it(
  'never reads other data from a log with a flipped bit: what follows the flip is gone, as after a power cut',
  { timeout: 120_000 },
  () => {
    const file = opened(folder.path);
    const states = ['[]'];
    for (let n = 1; n <= 12; n++) {
      storeHandlers(file).calls.putDraft({ roomId: '!a', text: `draft ${n}` });
      states.push(JSON.stringify(storeHandlers(file).calls.drafts({})));
    }
    const copy = folder.beside('copy.db');
    copyStore(folder.path, copy);
    file.close();
    const [main, log] = [readFileSync(copy), readFileSync(`${copy}-wal`)];
    for (let offset = 0; offset < log.length; offset += 307) {
      writeFileSync(copy, main);
      writeFileSync(`${copy}-wal`, log);
      flip(`${copy}-wal`, log, offset);
      const result = openStore(copy, keyNumber(1), false);
      if (!('file' in result)) {
        expect(result.outcome).toBe('corrupt');
        continue;
      }
      expect(states).toContain(JSON.stringify(storeHandlers(result.file).calls.drafts({})));
      result.file.close();
    }
  },
);

it('meets damage that came after opening with storeCorrupt, and stays with it', () => {
  writeMuch(folder.path);
  const bytes = readFileSync(folder.path);
  const file = opened(folder.path);
  const { calls } = guarded(file, folder.path);
  // Everything behind the first pages, which the open connection may still hold in its cache.
  for (let page = 4; page < bytes.length / pageBytes; page++) flip(folder.path, bytes, page * pageBytes + 99);
  const codes = [() => calls.loadSync({}), () => calls.drafts({}), () => calls.putDraft({ roomId: '!a', text: 'x' })].map((call) => {
    try {
      void call();
      return 'answered';
    } catch (cause) {
      return cause instanceof Failure ? cause.error.code : 'other';
    }
  });
  expect(codes).toEqual(['storeCorrupt', 'storeCorrupt', 'storeCorrupt']);
  file.db.close();
});
