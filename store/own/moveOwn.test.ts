import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openFile } from '../control/openFile.ts';
import type { StoreFile } from '../file/storeFile.ts';
import { closeStores, copyStores, keyNumber, openedStores, pathsOf, storeFolder, type StoreFolder } from '../file/storeFolder.fixtures.ts';
import { migrate } from '../schema/migrate.ts';
import { migrations, ownTablesGo } from '../schema/migrations.ts';
import { storeHandlers } from '../storeHandlers.fixtures.ts';
import { entryOf, roomIdOf, screenOf, summaryOf } from '../tables/entries.fixtures.ts';
import { snapshotTable } from '../tables/snapshotTable.ts';
import { syncTable } from '../tables/syncTable.ts';
import { marksOf } from './marks.ts';
import { migrateHistory } from './moveOwn.ts';
import { ownMigrations } from './ownMigrations.ts';

let folder: StoreFolder;

beforeEach(() => {
  folder = storeFolder();
});
afterEach(() => folder.remove());

/** Never to be changed: as version 1 wrote them, which is what people have on their disks. */
const putOld = {
  outbox: `INSERT INTO store.outbox (txn_id, room_id, event_type, content, ts, send_order, state, error, event_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  draft: 'INSERT INTO store.drafts (room_id, text) VALUES (?, ?)',
  value: 'INSERT INTO store.named_values (name, value) VALUES (?, ?)',
};
const entries = [
  entryOf(1),
  entryOf(2.5, { state: 'failed', error: '{"code":"offline"}' }),
  entryOf(3, { state: 'sent', eventId: '$three' }),
];

/** The one file of version 1, in use. */
function writeOld(): void {
  const file = openFile(folder.path, keyNumber(1));
  migrate(file, migrations.slice(0, 1));
  file.write('power', () => {
    for (const entry of entries) {
      const { txnId, roomId, eventType, content, ts, order, state, error, eventId } = entry;
      file.db.prepare(putOld.outbox).run([txnId, roomId, eventType, content, ts, order, state, error, eventId]);
    }
    file.db.prepare(putOld.draft).run([roomIdOf(1), 'two\nlines 🗝️']);
    file.db.prepare(putOld.draft).run([roomIdOf(2), 'another']);
    file.db.prepare(putOld.value).run(['me', '{"name":"Alice"}']);
  });
  syncTable(file).append('{"next_batch":"s"}');
  snapshotTable(file).put({ rooms: [summaryOf(1)], details: [screenOf(1)], gone: [], lastRoom: roomIdOf(1) });
  file.close();
}

/** That everything of version 1 is there, and where it belongs now. */
function expectAllThere(path = folder.path): void {
  const stores = openedStores(path);
  const { calls } = storeHandlers(stores);
  expect(calls.outbox({})).toEqual(entries);
  expect(calls.drafts({})).toEqual([
    { roomId: roomIdOf(1), text: 'two\nlines 🗝️' },
    { roomId: roomIdOf(2), text: 'another' },
  ]);
  expect(calls.getValue({ name: 'me' })).toBe('{"name":"Alice"}');
  expect(calls.getValue({ name: 'historyBegunAnew' })).toBeNull();
  expect(calls.loadSync({})).toEqual({ base: null, log: ['{"next_batch":"s"}'] });
  expect(calls.startSnapshot({})).toMatchObject({ rooms: [summaryOf(1)], lastRoom: roomIdOf(1), room: screenOf(1) });
  const tables = stores.history.db.prepare("SELECT name FROM store.sqlite_schema WHERE type = 'table'", { pluck: true }).all<string>();
  expect(tables).toEqual(expect.arrayContaining(['events', 'places', 'sync_log']));
  for (const gone of ['outbox', 'drafts', 'named_values']) expect(tables).not.toContain(gone);
  closeStores(stores);
}

it('brings a store of the version with one file over, with nothing lost', () => {
  writeOld();
  expect(existsSync(pathsOf(folder.path).own)).toBe(false);
  expectAllThere();
  expectAllThere();
});

/** As the file would be found if the process were killed now, and now, …: before each transaction, within it, and after it. */
function watched(file: StoreFile, image: () => void): StoreFile {
  const write: StoreFile['write'] = (durability, work) => {
    image();
    const result = file.write(durability, () => {
      const done = work();
      image();
      return done;
    });
    image();
    return result;
  };
  return new Proxy(file, { get: (of, name) => (name === 'write' ? write : Reflect.get(of, name)) as unknown });
}

it('goes on where it was killed, at every step and within it', () => {
  writeOld();
  const images: string[] = [];
  const image = (): void => {
    const path = folder.beside(`killed${images.length}.db`);
    copyStores(folder.path, path);
    images.push(path);
  };
  const own = watched(openFile(pathsOf(folder.path).own, keyNumber(1)), image);
  const history = watched(openFile(folder.path, keyNumber(1)), image);
  migrate(own, ownMigrations);
  migrateHistory(history, own, marksOf(own).has('historyMade'));
  marksOf(own).set('historyMade', true);
  own.close();
  history.close();
  for (const path of images) expectAllThere(path);
  // The small file's tables, the history's, the rooms' version, the copy, the drop, the mark.
  expect(images).toHaveLength(6 * 3);
  expectAllThere();
});

it('a power cut within it: each file with as much of its log as reached the disk', () => {
  writeOld();
  const own = openFile(pathsOf(folder.path).own, keyNumber(1));
  const history = openFile(folder.path, keyNumber(1));
  migrate(own, ownMigrations);
  migrateHistory(history, own, false);
  // What was answered is on the disk, so the drop is never there without the copy: of the history any part, of the small file all.
  const whole = folder.beside('whole.db');
  copyStores(folder.path, whole);
  own.close();
  history.close();
  const log = readFileSync(`${whole}-wal`);
  const small = [pathsOf(whole).own, `${pathsOf(whole).own}-wal`].map((path) => readFileSync(path));
  for (let part = 0; part <= 8; part++) {
    const path = folder.beside(`part${part}.db`);
    writeFileSync(path, readFileSync(whole));
    writeFileSync(`${path}-wal`, log.subarray(0, Math.floor((log.length * part) / 8)));
    writeFileSync(pathsOf(path).own, small[0]!);
    writeFileSync(`${pathsOf(path).own}-wal`, small[1]!);
    expectAllThere(path);
  }
});

it('killed between the copy and the drop, and used by the version before since: what that wrote counts', () => {
  writeOld();
  const own = openFile(pathsOf(folder.path).own, keyNumber(1));
  migrate(own, ownMigrations);
  own.write('power', () =>
    own.db.prepare('INSERT INTO store.drafts (target, room_id, text) VALUES (?, ?, ?)').run(['x', '!x', 'copied before']),
  );
  own.close();
  expectAllThere();
});

it.each(Array.from({ length: ownTablesGo + 1 }, (_, version) => version))(
  'a history that is being made anew, killed at version %i, takes no draft and no message with it',
  (version) => {
    const stores = openedStores(folder.path);
    storeHandlers(stores).calls.putDraft({ roomId: '!a', text: 'kept' });
    storeHandlers(stores).calls.putOutbox({ entry: entryOf(1) });
    closeStores(stores);
    writeFileSync(folder.path, '');
    const history = openFile(folder.path, keyNumber(1));
    migrate(history, migrations.slice(0, version));
    history.close();
    const again = openedStores(folder.path);
    const { calls } = storeHandlers(again);
    expect(calls.drafts({})).toEqual([{ roomId: '!a', text: 'kept' }]);
    expect(calls.outbox({})).toEqual([entryOf(1)]);
    closeStores(again);
  },
);
