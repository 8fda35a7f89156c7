import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type Database from '@signalapp/sqlcipher';
import type { StoreFile } from '../../file/storeFile.ts';
import { opened, storeFolder, type StoreFolder } from '../../file/storeFolder.fixtures.ts';
import { countEvents } from '../kept.ts';
import { historyWindow } from './historyWindow.ts';
import { Life } from '../life.fixtures.ts';
import { firstSince, mentions, ofKind, threadsOf } from './lists.ts';
import { putDecryption } from '../taking/putDecryption.ts';
import { People } from '../people.ts';
import { Receipts } from '../receipts.ts';
import { awaitedAmong, awaitedSessions, sealedEvents, untriedEvents } from './sealedEvents.ts';
import { Sessions } from '../sessions.ts';
import { settledBy } from '../settled.ts';
import { relationsOf } from '../relations.ts';
import { quotedRows } from './quotedRows.ts';
import { aboveGap, timelineRows } from './timelineRows.ts';
import { unreadAbove } from './unread.ts';
import { rowNumber } from '../worldOfEvents.fixtures.ts';

let folder: StoreFolder;
let file: StoreFile;
/** Every text that was compiled, in the order of its first use. */
const texts = new Set<string>();

/** Lists what is asked of the database while `work` runs, so that no query can be left out here. */
function listing(work: (db: Database) => void): void {
  const { db } = file;
  const prepare = db.prepare.bind(db) as typeof db.prepare;
  db.prepare = ((sql: string, options: object) => {
    texts.add(sql);
    return prepare(sql, options);
  }) as typeof db.prepare;
  try {
    work(db);
  } finally {
    db.prepare = prepare;
  }
}

beforeAll(() => {
  folder = storeFolder();
  file = opened(folder.path);
  listing((db) => {
    const life = new Life(file, 'plans', 12);
    const kinds = ['live', 'burst', 'page', 'around', 'torn'] as const;
    for (let n = 0; n < 300; n++) life.do({ what: kinds[(n * 7) % 5]!, a: n * 31, b: n * 17 });
    const lines = life.lines();
    const around = { around: life.world.roomId, eventId: '$3' } as const;
    for (const of of [{ room: life.world.roomId }, { thread: life.world.roomId, root: '$0' } as const, around]) {
      for (const from of [{ newest: true } as const, { before: 5 }, { after: 5 }]) historyWindow(db, of, from, 50);
    }
    const redaction = rowNumber(9000, { type: 'm.room.redaction', relType: 'm.room.redaction', relTo: '$4' });
    const again = rowNumber(4, { txnId: 't' });
    life.take({ ...life.world.sync(0, 10), createdTs: 1, version: 'any', limited: false, events: [again, redaction] });
    for (const since of [null, '$3' as const]) timelineRows(db, life.world.roomId, { since, older: 50, isOnlyOlder: false });
    aboveGap(db, { line: lines[0]!.line, pos: 0 });
    quotedRows(db, life.world.roomId, ['$3']);
    relationsOf(db, 1, ['$1']);
    unreadAbove(db, lines[0]!.line, 0);
    for (const kind of ['media', 'link', 'poll'] as const) ofKind(db, 1, kind, 5, 5);
    mentions(db, 5, 5);
    firstSince(db, 1, 5);
    threadsOf(db, 1);
    readSealed(db, life);
    settledBy(db, 't');
    countEvents(db, [1_700_000_000_100], 0);
    life.forget(60);
    new People(db).of(1, ['@a:b']);
    new People(db).put(1, { userId: '@a:b', name: null, avatar: null, membership: 'join' });
    new Receipts(db).of(1);
    new Receipts(db).put(1, { userId: '@a:b', thread: '', isPrivate: false, eventId: '$1', ts: 1 });
  });
});
afterAll(() => {
  file.close();
  folder.remove();
});

function readSealed(db: Database, life: Life): void {
  const { roomId } = life.world;
  const wire = { state: 'untried', wire: true, session: 's', content: '{}' } as const;
  life.take({ ...life.world.sync(0, 10), limited: false, events: [rowNumber(9001, wire), rowNumber(9002, wire)] });
  untriedEvents(db, 5);
  sealedEvents(db, { roomId, session: 's' }, 0, 5);
  awaitedAmong(db, [{ roomId, session: 's' }]);
  awaitedSessions(db, null, 5);
  putDecryption(db, { roomId, eventId: '$9001', decryption: { state: 'failed', reason: 'x' } });
  const clear = { state: 'clear', type: 'm', content: '{}', kind: 'plain', trust: 'verified', sharedBy: null } as const;
  putDecryption(db, { roomId, eventId: '$9002', decryption: clear });
  new Sessions(db).of(1, ['s']);
}

function planOf(sql: string): readonly string[] {
  const values = Array.from({ length: sql.split('?').length - 1 }, () => null);
  return file.db
    .prepare(`EXPLAIN QUERY PLAN ${sql}`)
    .all<{ detail: string }>(values)
    .map(({ detail }) => detail);
}

/** A list of IDs that was handed in is gone through, and so are the rows that a query inside another has already found. */
const isOfHandedIn = (detail: string): boolean => /^SCAN (wanted|json_each|\(subquery-\d+\)) ?/.test(detail);

test('no query of the history looks through a table, or sorts beside it', () => {
  const own = [...texts].filter((sql) => /store\./.test(sql) && !/^PRAGMA|of the fixture/.test(sql));
  expect(own.length).toBeGreaterThan(35);
  const bad = own.flatMap((sql) =>
    planOf(sql)
      .filter((detail) => (/^SCAN/.test(detail) && !isOfHandedIn(detail)) || /TEMP B-TREE/.test(detail))
      .map((detail) => `${detail}: ${sql}`),
  );
  expect(bad).toEqual([]);
});

test('relations are found by their target, never by going through a room', () => {
  const own = [...texts].filter((sql) => /^SELECT[^]*rel_to = /.test(sql));
  expect(own.length).toBe(3);
  for (const sql of own) expect(planOf(sql).join(), sql).toContain('INDEX events_by_relation (rel_to=?');
});

test('the plan of a query that looks through a table says so', () => {
  expect(planOf('SELECT event FROM store.events WHERE kind = 1')).toEqual([expect.stringMatching(/^SCAN/)]);
  expect(planOf('SELECT event FROM store.events WHERE room = ? ORDER BY sender')).toContainEqual(expect.stringMatching(/TEMP B-TREE/));
});

test('every query that stands in a file of the history was looked at', () => {
  const folder = join(import.meta.dirname, '..');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /^[a-zA-Z/]+\.ts$/.test(name));
  const begun = files.flatMap((name) =>
    [...readFileSync(join(folder, name), 'utf8').matchAll(/['`]((?:SELECT|INSERT|UPDATE|DELETE) [^'`$]*)/g)].map(([, text]) => text!),
  );
  expect(begun.length).toBeGreaterThan(45);
  expect(begun.filter((text) => ![...texts].some((sql) => sql.startsWith(text)))).toEqual([]);
});
