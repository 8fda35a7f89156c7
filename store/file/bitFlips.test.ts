import { closeSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openStores } from '../control/openStores.ts';
import { asideOf } from '../control/setAside.ts';
import { begunAnewValue } from '../../core/features/history/begunAnew.ts';
import type { Stores } from './stores.ts';
import { Failure } from '../../core/errors.ts';
import { entryOf, roomIdOf, screenOf, summaryOf } from '../tables/entries.fixtures.ts';
import { closeStores, copyStores, keyNumber, openedStores, pathsOf, storeFolder } from './storeFolder.fixtures.ts';
import type { StoreFolder } from './storeFolder.fixtures.ts';
import { guarded } from '../guarded.ts';
import { storeHandlers } from '../storeHandlers.fixtures.ts';

let folder: StoreFolder;

beforeEach(() => {
  folder = storeFolder();
});
afterEach(() => folder.remove());

const pageBytes = 4096;

/** The files hold overflow pages, inner pages and free pages, as those in use do. */
function writeMuch(path: string, baseBytes = 150_000): void {
  const stores = openedStores(path);
  const { calls } = storeHandlers(stores);
  calls.compactSync({ base: JSON.stringify({ rooms: 'b'.repeat(baseBytes) }) });
  for (let n = 0; n < 40; n++) calls.appendSync({ sync: JSON.stringify({ n, text: 's'.repeat(n * 100) }) });
  const rooms = Array.from({ length: 60 }, (_, n) => summaryOf(n));
  calls.putSnapshot({ rooms, details: [screenOf(1, 50), screenOf(2, 50)], gone: [], lastRoom: roomIdOf(1) });
  for (let n = 0; n < 60; n++) calls.putOutbox({ entry: entryOf(n, { content: 'o'.repeat(900) }) });
  for (let n = 0; n < 30; n++) calls.dropOutbox({ txnId: `txn${n}` });
  calls.putDraft({ roomId: roomIdOf(1), text: 'a draft' });
  calls.putMembers({ roomId: roomIdOf(1), members: 'm'.repeat(5000) });
  calls.putValue({ name: 'filter', value: 'f' });
  closeStores(stores);
}

type Calls = ReturnType<typeof guarded>['calls'];

const ownOf = (calls: Calls): string => JSON.stringify([calls.outbox({}), calls.drafts({}), calls.getValue({ name: 'filter' })]);
const historyOf = (calls: Calls): string =>
  JSON.stringify([
    calls.startSnapshot({}),
    calls.roomSnapshot({ roomId: roomIdOf(2) }),
    calls.loadSync({}),
    calls.loadMembers({ roomId: roomIdOf(1) }),
  ]);

/** What is read of one file, as text; null: refused as damaged. */
function read(of: (calls: Calls) => string, calls: Calls): string | null {
  try {
    return of(calls);
  } catch (cause) {
    if (!(cause instanceof Failure)) throw cause;
    expect(cause.error.code).toBe('storeCorrupt');
    return null;
  }
}

interface Reading {
  readonly own: string | null;
  readonly history: string | null;
  /** The history had to be begun anew. */
  readonly anew: boolean;
  /** How often it was told that the history is damaged. */
  readonly told: number;
}

/** Null: not opened. */
function readAll(path: string): Reading | null {
  const result = openStores(pathsOf(path), keyNumber(1), false);
  if (result.outcome === 'corrupt') return null;
  if (!('stores' in result)) throw new Error(result.outcome);
  const { stores } = result;
  let told = 0;
  const { calls } = guarded(stores, pathsOf(path), () => told++);
  try {
    const history = read(historyOf, calls);
    return { history, own: read(ownOf, calls), anew: calls.getValue({ name: begunAnewValue }) === 'yes', told };
  } finally {
    drop(stores);
  }
}

function drop({ own, history }: Stores): void {
  own.db.close();
  history.db.close();
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

/** Flips one bit at a time of one of the files; `look` is given what is read then. */
function flipEach(which: 'own' | 'history', offsets: readonly number[], look: (offset: number) => void): void {
  const paths = pathsOf(folder.path);
  const kept = [paths.own, paths.history].map((path) => [path, readFileSync(path)] as const);
  for (const offset of offsets) {
    for (const [path, bytes] of kept) {
      for (const name of [`${path}-wal`, asideOf(path), `${asideOf(path)}-wal`]) rmSync(name, { force: true });
      writeFileSync(path, bytes);
      if (path === paths[which]) flip(path, bytes, offset);
    }
    look(offset);
  }
}

it('refuses every flipped bit of the small file at open, and leaves both files as they are', { timeout: 120_000 }, () => {
  writeMuch(folder.path);
  const { own, history } = pathsOf(folder.path);
  const whole = readAll(folder.path);
  expect(whole?.own).toContain('a draft');
  const bytes = readFileSync(own);
  const historyBytes = readFileSync(history);
  expect(bytes.length).toBeGreaterThan(60_000);
  const offsets = offsetsIn(bytes.length);
  flipEach('own', offsets, (offset) => {
    const damaged = readFileSync(own);
    expect(readAll(folder.path), `offset ${offset}`).toBeNull();
    expect(readFileSync(own).equals(damaged)).toBe(true);
    expect(readFileSync(history).equals(historyBytes)).toBe(true);
  });
  expect(offsets.length).toBeGreaterThan(60);
});

it('a flipped bit of the history costs no draft and no message: it is set aside, said, and begun anew', { timeout: 120_000 }, () => {
  writeMuch(folder.path);
  const { history } = pathsOf(folder.path);
  const whole = readAll(folder.path)!;
  const fresh = storeFolder();
  closeStores(openedStores(fresh.path));
  const empty = readAll(fresh.path)!.history;
  fresh.remove();
  expect(whole).toMatchObject({ anew: false, told: 0 });
  expect(whole.history).not.toBe(empty);
  const offsets = offsetsIn(readFileSync(history).length).filter((_, index) => index % 3 === 0);
  flipEach('history', offsets, (offset) => {
    const damaged = readFileSync(history);
    expect(readAll(folder.path), `offset ${offset}`).toEqual({ own: whole.own, history: empty, anew: true, told: 0 });
    expect(readFileSync(asideOf(history)).equals(damaged)).toBe(true);
  });
  expect(offsets.length).toBeGreaterThan(100);
});

it('of a big history a flipped bit is met when its page is read, and told once; or it is harmless', { timeout: 120_000 }, () => {
  writeMuch(folder.path, 1_200_000);
  const whole = readAll(folder.path)!;
  const offsets = offsetsIn(readFileSync(pathsOf(folder.path).history).length).filter((_, index) => index % 5 === 0);
  let met = 0;
  flipEach('history', offsets, (offset) => {
    const found = readAll(folder.path)!;
    expect(found.own, `offset ${offset}`).toBe(whole.own);
    if (found.anew) expect(found.history).not.toBe(whole.history);
    else if (found.history !== null) expect(found.history === whole.history, `offset ${offset} was read as other data`).toBe(true);
    if (found.history === null) expect(found.told).toBe(1);
    if (found.anew || found.history === null) met++;
  });
  expect(met).toBeGreaterThan(offsets.length * 0.8);
});

it(
  'never reads other data from a log with a flipped bit: what follows the flip is gone, as after a power cut',
  { timeout: 120_000 },
  () => {
    const stores = openedStores(folder.path);
    const states = ['[]'];
    for (let n = 1; n <= 12; n++) {
      storeHandlers(stores).calls.putDraft({ roomId: '!a', text: `draft ${n}` });
      states.push(JSON.stringify(storeHandlers(stores).calls.drafts({})));
    }
    const copy = folder.beside('copy.db');
    copyStores(folder.path, copy);
    closeStores(stores);
    const { own } = pathsOf(copy);
    const [main, log] = [readFileSync(own), readFileSync(`${own}-wal`)];
    let found = 0;
    for (let offset = 0; offset < log.length; offset += 307) {
      writeFileSync(own, main);
      writeFileSync(`${own}-wal`, log);
      flip(`${own}-wal`, log, offset);
      const result = openStores(pathsOf(copy), keyNumber(1), false);
      found++;
      if (!('stores' in result)) {
        expect(result.outcome).toBe('corrupt');
        continue;
      }
      expect(states).toContain(JSON.stringify(storeHandlers(result.stores).calls.drafts({})));
      closeStores(result.stores);
    }
    expect(found).toBeGreaterThan(50);
  },
);

it.each(['own', 'history'] as const)('damage of the file “%s” that came after opening ends what it serves, and nothing else', (which) => {
  writeMuch(folder.path);
  const path = pathsOf(folder.path)[which];
  const bytes = readFileSync(path);
  const stores = openedStores(folder.path);
  let told = 0;
  const { calls } = guarded(stores, pathsOf(folder.path), () => told++);
  // Everything behind the first pages, which the open connection may still hold in its cache.
  for (let page = 4; page < bytes.length / pageBytes; page++) flip(path, bytes, page * pageBytes + 99);
  const codes = [
    () => calls.outbox({}),
    () => calls.putDraft({ roomId: '!a', text: 'x' }),
    () => calls.loadSync({}),
    () => calls.appendSync({ sync: 'x' }),
  ].map((call) => {
    try {
      void call();
      return 'answered';
    } catch (cause) {
      return cause instanceof Failure ? cause.error.code : 'other';
    }
  });
  const [mine, others] = which === 'own' ? [codes.slice(0, 2), codes.slice(2)] : [codes.slice(2), codes.slice(0, 2)];
  expect(mine).toEqual(['storeCorrupt', 'storeCorrupt']);
  expect(others).toEqual(['answered', 'answered']);
  expect(told).toBe(which === 'own' ? 0 : 1);
  drop(stores);
});
