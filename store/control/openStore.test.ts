import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { entryOf } from '../tables/entries.fixtures.ts';
import { copyStore, keyNumber, opened, storeFolder } from '../file/storeFolder.fixtures.ts';
import type { StoreFolder } from '../file/storeFolder.fixtures.ts';
import { outboxTable } from '../tables/outboxTable.ts';
import { openStore } from './openStore.ts';

let folder: StoreFolder;

beforeEach(() => {
  folder = storeFolder();
});
afterEach(() => folder.remove());

function outcomeOf(key: Uint8Array, create: boolean): string {
  const result = openStore(folder.path, key, create);
  if ('file' in result) result.file.close();
  return result.outcome;
}

it('says missing where there is no file, and makes none', () => {
  expect(outcomeOf(keyNumber(1), false)).toBe('missing');
  expect(existsSync(folder.path)).toBe(false);
});

it('makes a file once, and opens it after that', () => {
  expect(outcomeOf(keyNumber(1), true)).toBe('created');
  expect(outcomeOf(keyNumber(1), true)).toBe('opened');
  expect(outcomeOf(keyNumber(1), false)).toBe('opened');
});

it('takes an empty file, left by a start that was cut off, for none', () => {
  writeFileSync(folder.path, '');
  expect(outcomeOf(keyNumber(1), false)).toBe('missing');
  expect(outcomeOf(keyNumber(1), true)).toBe('created');
});

it('says corrupt for a wrong key and loses nothing, not even what is still in the log', () => {
  const file = opened(folder.path);
  outboxTable(file).put(entryOf(1));
  const other = folder.beside('copy.db');
  copyStore(folder.path, other);
  file.close();
  expect(openStore(other, keyNumber(2), true).outcome).toBe('corrupt');
  expect(openStore(other, keyNumber(3), false).outcome).toBe('corrupt');
  const again = opened(other);
  expect(outboxTable(again).all()).toEqual([entryOf(1)]);
  again.close();
});

it('says corrupt for a file of something else, and for one that was cut short', () => {
  writeFileSync(folder.path, randomBytes(9000));
  expect(outcomeOf(keyNumber(1), true)).toBe('corrupt');
  const other = storeFolder();
  const file = opened(other.path);
  file.close();
  writeFileSync(folder.path, readFileSync(other.path).subarray(0, 3 * 4096));
  other.remove();
  expect(outcomeOf(keyNumber(1), false)).toBe('corrupt');
});

it('J16 says newer for a file of a newer Latchkey and leaves it as it is', () => {
  const file = opened(folder.path);
  file.write('power', () => file.db.exec('PRAGMA store.user_version = 999'));
  file.close();
  const before = readFileSync(folder.path);
  for (const create of [true, false]) expect(outcomeOf(keyNumber(1), create)).toBe('newer');
  expect(readFileSync(folder.path)).toEqual(before);
  // Whose it is comes first: without its key nothing can say how old it is.
  expect(outcomeOf(keyNumber(2), true)).toBe('corrupt');
});

it('leaves nothing readable in the file and its log', () => {
  const file = opened(folder.path);
  outboxTable(file).put(entryOf(1, { content: 'a sentence nobody may read' }));
  const log = readFileSync(`${folder.path}-wal`);
  file.close();
  for (const bytes of [log, readFileSync(folder.path)]) {
    expect(bytes.length).toBeGreaterThan(4096);
    for (const text of ['SQLite', 'CREATE', 'nobody may read', 'txn1', 'room1']) expect(bytes.includes(text)).toBe(false);
  }
});

it('throws for what is none of these: a folder in its place', () => {
  mkdirSync(folder.path);
  expect(() => outcomeOf(keyNumber(1), true)).toThrow();
});

it('refuses a key of another length', () => {
  expect(() => outcomeOf(new Uint8Array(31), true)).toThrow('32 bytes');
});
