import { afterEach, beforeEach, expect, it } from 'vitest';
import { attach, setUpLog } from '../file/attach.ts';
import { storeFile } from '../file/storeFile.ts';
import type { StoreFile } from '../file/storeFile.ts';
import { keyNumber, storeFolder } from '../file/storeFolder.fixtures.ts';
import type { StoreFolder } from '../file/storeFolder.fixtures.ts';
import { migrate, schemaVersion } from './migrate.ts';
import { migrations } from './migrations.ts';

let folder: StoreFolder;
let file: StoreFile;

function open(): StoreFile {
  const db = attach(folder.path, keyNumber(1));
  setUpLog(db);
  return storeFile(db);
}

beforeEach(() => {
  folder = storeFolder();
  file = open();
});
afterEach(() => {
  file.close();
  folder.remove();
});

function shape(): unknown {
  return file.db.prepare('SELECT type, name, sql FROM store.sqlite_schema ORDER BY name').all();
}

it('comes from every version before to the same shape, and a second run changes nothing', () => {
  const shapes = migrations.map((_, before) => {
    migrate(file, migrations.slice(0, before));
    migrate(file, migrations);
    const result = shape();
    migrate(file, migrations);
    expect(shape()).toEqual(result);
    file.close();
    folder.remove();
    folder = storeFolder();
    file = open();
    return JSON.stringify(result);
  });
  expect(new Set(shapes).size).toBe(1);
});

it('keeps the data of the version before when a version is added', () => {
  migrate(file, migrations);
  file.db.prepare('INSERT INTO store.members (room_id, members) VALUES (?, ?)').run(['!a', 'kept']);
  file.close();
  file = open();
  migrate(file, [...migrations, "ALTER TABLE store.members ADD COLUMN thread TEXT NOT NULL DEFAULT ''"]);
  expect(schemaVersion(file)).toBe(migrations.length + 1);
  expect(file.db.prepare('SELECT * FROM store.members').all()).toEqual([{ room_id: '!a', members: 'kept', thread: '' }]);
});

it('takes a step wholly or not at all', () => {
  migrate(file, migrations);
  const before = shape();
  const broken = 'CREATE TABLE store.half (a TEXT) STRICT; INSERT INTO store.nowhere VALUES (1)';
  expect(() => migrate(file, [...migrations, broken])).toThrow();
  expect(schemaVersion(file)).toBe(migrations.length);
  expect(shape()).toEqual(before);
});

it('refuses a newer version', () => {
  migrate(file, [...migrations, 'CREATE TABLE store.later (a TEXT) STRICT']);
  expect(() => migrate(file, migrations)).toThrow('newer');
});
