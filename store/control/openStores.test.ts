import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { entryOf } from '../tables/entries.fixtures.ts';
import { closeStores, copyStores, keyNumber, openedStores, pathsOf, storeFolder, type StoreFolder } from '../file/storeFolder.fixtures.ts';
import { marksOf } from '../own/marks.ts';
import { outboxTable } from '../own/outboxTable.ts';
import { valuesTable } from '../own/valuesTable.ts';
import { syncTable } from '../tables/syncTable.ts';
import { openStores } from './openStores.ts';
import { asideOf, setAside } from './setAside.ts';
import { begunAnewValue } from '../../core/features/history/begunAnew.ts';

let folder: StoreFolder;

beforeEach(() => {
  folder = storeFolder();
});
afterEach(() => folder.remove());

function outcomeOf(key: Uint8Array, create: boolean): string {
  const result = openStores(pathsOf(folder.path), key, create);
  if ('stores' in result) closeStores(result.stores);
  return result.outcome;
}

it('says missing where there is no file, and makes none', () => {
  expect(outcomeOf(keyNumber(1), false)).toBe('missing');
  for (const path of Object.values(pathsOf(folder.path))) expect(existsSync(path)).toBe(false);
});

it('makes the files once, and opens them after that', () => {
  expect(outcomeOf(keyNumber(1), true)).toBe('created');
  expect(outcomeOf(keyNumber(1), true)).toBe('opened');
  expect(outcomeOf(keyNumber(1), false)).toBe('opened');
});

it('takes empty files, left by a start that was cut off, for none', () => {
  for (const path of Object.values(pathsOf(folder.path))) writeFileSync(path, '');
  expect(outcomeOf(keyNumber(1), false)).toBe('missing');
  expect(outcomeOf(keyNumber(1), true)).toBe('created');
});

it('says corrupt for a wrong key and loses nothing, not even what is still in the logs', () => {
  const stores = openedStores(folder.path);
  outboxTable(stores.own).put(entryOf(1));
  syncTable(stores.history).append('kept');
  const other = folder.beside('copy.db');
  copyStores(folder.path, other);
  closeStores(stores);
  for (const create of [true, false]) expect(openStores(pathsOf(other), keyNumber(2), create).outcome).toBe('corrupt');
  expect(existsSync(asideOf(other))).toBe(false);
  const again = openedStores(other);
  expect(outboxTable(again.own).all()).toEqual([entryOf(1)]);
  expect(syncTable(again.history).load().log).toEqual(['kept']);
  closeStores(again);
});

it('says corrupt for a small file of something else, and for one that was cut short', () => {
  const { own } = pathsOf(folder.path);
  writeFileSync(own, randomBytes(9000));
  expect(outcomeOf(keyNumber(1), true)).toBe('corrupt');
  rmSync(own);
  closeStores(openedStores(folder.path));
  writeFileSync(own, readFileSync(own).subarray(0, 3 * 4096));
  expect(outcomeOf(keyNumber(1), false)).toBe('corrupt');
});

it('says corrupt for a history of something else where no small file says that there was nothing else in it', () => {
  writeFileSync(folder.path, randomBytes(9000));
  const before = readFileSync(folder.path);
  expect(outcomeOf(keyNumber(1), true)).toBe('corrupt');
  expect(readFileSync(folder.path)).toEqual(before);
  expect(existsSync(pathsOf(folder.path).own)).toBe(false);
});

it.each(['own', 'history'] as const)('J16 says newer for a file “%s” of a newer Latchkey, and leaves both as they are', (which) => {
  const stores = openedStores(folder.path);
  const file = stores[which];
  file.write('power', () => file.db.exec('PRAGMA store.user_version = 999'));
  closeStores(stores);
  const before = Object.values(pathsOf(folder.path)).map((path) => readFileSync(path));
  for (const create of [true, false]) expect(outcomeOf(keyNumber(1), create)).toBe('newer');
  expect(Object.values(pathsOf(folder.path)).map((path) => readFileSync(path))).toEqual(before);
  expect(existsSync(asideOf(folder.path))).toBe(false);
  // Whose it is comes first: without its key nothing can say how old it is.
  expect(outcomeOf(keyNumber(2), true)).toBe('corrupt');
});

it('J16 a newer history beside no small file makes none', () => {
  const stores = openedStores(folder.path);
  stores.history.write('power', () => stores.history.db.exec('PRAGMA store.user_version = 999'));
  closeStores(stores);
  rmSync(pathsOf(folder.path).own);
  expect(outcomeOf(keyNumber(1), true)).toBe('newer');
  expect(existsSync(pathsOf(folder.path).own)).toBe(false);
});

const said = (own: ReturnType<typeof openedStores>['own']): string | null => valuesTable(own).get(begunAnewValue);

it.each([
  ['before anything was moved', () => undefined],
  ['after its log was moved', ({ history }: ReturnType<typeof pathsOf>) => rmSync(`${history}-wal`, { force: true })],
  ['after all of it was moved', ({ history }: ReturnType<typeof pathsOf>) => setAside(history)],
])('a history that was damaged while it ran is begun anew at the next start, also where that was killed %s', (_, killedAt) => {
  const stores = openedStores(folder.path);
  outboxTable(stores.own).put(entryOf(1));
  syncTable(stores.history).append('damaged');
  marksOf(stores.own).set('historyDamaged', true);
  const copy = folder.beside('copy.db');
  copyStores(folder.path, copy);
  closeStores(stores);
  killedAt(pathsOf(copy));
  const again = openedStores(copy);
  expect(syncTable(again.history).load()).toEqual({ base: null, log: [] });
  expect(outboxTable(again.own).all()).toEqual([entryOf(1)]);
  expect(said(again.own)).toBe('yes');
  expect(existsSync(asideOf(copy))).toBe(true);
  // Said once, and not damaged any more.
  valuesTable(again.own).put(begunAnewValue, null);
  syncTable(again.history).append('new');
  closeStores(again);
  const third = openedStores(copy);
  expect(syncTable(third.history).load().log).toEqual(['new']);
  expect(said(third.own)).toBeNull();
  closeStores(third);
});

it('a history that is gone is made anew and said; a first start says nothing', () => {
  const first = openedStores(folder.path);
  expect(said(first.own)).toBeNull();
  closeStores(first);
  rmSync(folder.path);
  const second = openedStores(folder.path);
  expect(said(second.own)).toBe('yes');
  closeStores(second);
});

it('leaves nothing readable in the files and their logs', () => {
  const stores = openedStores(folder.path);
  outboxTable(stores.own).put(entryOf(1, { content: 'a sentence nobody may read' }));
  syncTable(stores.history).append('a sentence nobody may read');
  const paths = Object.values(pathsOf(folder.path));
  const logs = paths.map((path) => readFileSync(`${path}-wal`));
  closeStores(stores);
  for (const bytes of [...logs, ...paths.map((path) => readFileSync(path))]) {
    expect(bytes.length).toBeGreaterThan(4096);
    for (const text of ['SQLite', 'CREATE', 'nobody may read', 'txn1', 'room1']) expect(bytes.includes(text)).toBe(false);
  }
});

it.each(['own', 'history'] as const)('throws for what is none of these: a folder in the place of “%s”', (which) => {
  mkdirSync(pathsOf(folder.path)[which]);
  expect(() => outcomeOf(keyNumber(1), true)).toThrow();
});

it('refuses a key of another length', () => {
  expect(() => outcomeOf(new Uint8Array(31), true)).toThrow('32 bytes');
});
