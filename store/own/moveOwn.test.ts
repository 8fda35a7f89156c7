import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openFile } from '../control/openFile.ts';
import type { StoreFile } from '../file/storeFile.ts';
import { closeStores, keyNumber, openedStores, pathsOf, storeFolder, type StoreFolder } from '../file/storeFolder.fixtures.ts';
import { migrate, schemaVersion } from '../schema/migrate.ts';
import { migrations, ownTablesGo } from '../schema/migrations.ts';
import { storeHandlers } from '../storeHandlers.ts';
import { entryOf, roomIdOf, screenOf, summaryOf } from '../tables/entries.fixtures.ts';
import { snapshotTable } from '../tables/snapshotTable.ts';
import { syncTable } from '../tables/syncTable.ts';
import { marksOf } from './marks.ts';
import { migrateHistory } from './moveOwn.ts';

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

class Killed extends Error {}

/** Lets so many transactions through and then fails as if the process had been killed; gives whether it came to that. */
function killedAfter(writes: number, ...files: readonly StoreFile[]): boolean {
  let left = writes;
  const [history, own] = files.map((file) => {
    const write: StoreFile['write'] = (durability, work) => {
      if (left-- <= 0) throw new Killed();
      return file.write(durability, work);
    };
    return new Proxy(file, { get: (of, name) => (name === 'write' ? write : Reflect.get(of, name)) as unknown });
  });
  try {
    migrateHistory(history!, own!, marksOf(own!).has('historyMade'));
    return false;
  } catch (cause) {
    if (!(cause instanceof Killed)) throw cause;
    return true;
  }
}

it('goes on where it was killed, after every step', () => {
  writeOld();
  const old = readFileSync(folder.path);
  let steps = 0;
  for (let kill = true; kill; steps++) {
    const path = folder.beside(`killed${steps}.db`);
    writeFileSync(path, old);
    const own = openFile(pathsOf(path).own, keyNumber(1));
    const history = openFile(path, keyNumber(1));
    // Its own step comes first, as it does at a start.
    openOwnSchema(own);
    kill = killedAfter(steps, history, own);
    own.close();
    history.close();
    expectAllThere(path);
  }
  // The history's tables, the copy, the drop.
  expect(steps).toBe(4);
});

function openOwnSchema(own: StoreFile): void {
  const stores = openedStores(folder.beside('schema.db'));
  const texts = stores.own.db.prepare('SELECT sql FROM store.sqlite_schema WHERE sql IS NOT NULL', { pluck: true }).all<string>();
  const version = schemaVersion(stores.own);
  closeStores(stores);
  own.write('power', () => {
    for (const sql of texts) own.db.exec(sql.replace(/^CREATE (TABLE|INDEX) /, 'CREATE $1 store.'));
    own.db.exec(`PRAGMA store.user_version = ${version}`);
  });
}

it('killed between the copy and the drop, and used by the version before since: what that wrote counts', () => {
  writeOld();
  const stores = openedStores(folder.beside('other.db'));
  stores.own.close();
  stores.history.close();
  const own = openFile(pathsOf(folder.path).own, keyNumber(1));
  openOwnSchema(own);
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
