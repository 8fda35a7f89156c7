import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Failure } from '../../../core/errors.ts';
import { closeStores, copyStores, openedStores, opened, pathsOf, storeFolder, type StoreFolder } from '../../file/storeFolder.fixtures.ts';
import type { Stores } from '../../file/stores.ts';
import type { StoreFile } from '../../file/storeFile.ts';
import { guarded } from '../../guarded.ts';
import { syncTable } from '../../tables/syncTable.ts';
import { answerNumber, answerOf } from '../answers.fixtures.ts';
import { historyWindow } from '../reading/historyWindow.ts';
import { syncTaker } from './takeSync.ts';

let folder: StoreFolder;
let stores: Stores;
let file: StoreFile;
let writer: ChildProcess | undefined;

beforeEach(() => {
  folder = storeFolder();
  stores = openedStores(folder.path);
  file = stores.history;
});
afterEach(async () => {
  if (file.isOpen) file.close();
  if (stores.own.isOpen) stores.own.close();
  if (writer?.exitCode === null && writer.signalCode === null) {
    writer.kill('SIGKILL');
    await once(writer, 'exit');
  }
  folder.remove();
});

const count = (of: StoreFile, table: string): number =>
  of.db.prepare(`SELECT count(*) FROM store.${table}`, { pluck: true }).get<number>() ?? 0;
const log = (of: StoreFile): readonly string[] => syncTable(of).load().log;

function everything(): string {
  const tables = ['history_rooms', 'lines', 'places', 'gaps', 'events', 'receipts', 'people'];
  return JSON.stringify(tables.map((table) => file.db.prepare(`SELECT * FROM store.${table} ORDER BY 1, 2`).all()));
}

test('saves rows and the sync, says what became of the lines, and an answer that is taken twice changes nothing', async () => {
  const taker = syncTaker(file, syncTable(file));
  const rooms = [answerOf(1, 0, 30), answerOf(2, 0, 3, { limited: true }), answerOf(3, 0, 0)];
  const taken = await taker.take({ sync: '{"next_batch":"a"}', rooms });
  expect(taken).toMatchObject({ refused: [], logLength: 1, logBytes: 18 });
  expect(taken.changes.map(({ roomId, placed, newGaps }) => [roomId, placed.length, newGaps.length])).toEqual([
    [rooms[0]!.roomId, 30, 1],
    [rooms[1]!.roomId, 3, 1],
  ]);
  const before = everything();
  const again = await taker.take({ sync: null, rooms });
  expect(everything()).toBe(before);
  expect(again).toMatchObject({ changes: [], logLength: 1 });
  const window = historyWindow(file.db, { room: rooms[0]!.roomId }, { newest: true }, 50);
  expect(window.rows.map(({ row }) => row)).toEqual(rooms[0]!.events);
});

test('in transactions of at most 100 rows, the token last, and others are served between them', async () => {
  const seen: number[] = [];
  const breathe = (): Promise<void> => {
    expect(log(file)).toEqual([]);
    seen.push(count(file, 'events') + count(file, 'receipts') + count(file, 'people'));
    return Promise.resolve();
  };
  const rooms = [...Array.from({ length: 40 }, (_, n) => answerOf(n, 0, 12)), answerOf(50, 0, 730), answerOf(51, 0, 5)];
  await syncTaker(file, syncTable(file), breathe).take({ sync: 'last', rooms });
  const steps = seen.map((rows, index) => rows - (seen[index - 1] ?? 0));
  expect(steps.length).toBeGreaterThan(6);
  expect(Math.max(...steps)).toBeLessThanOrEqual(100);
  expect(log(file)).toEqual(['last']);
  const big = historyWindow(file.db, { room: rooms[40]!.roomId }, { newest: true }, 400);
  expect(big.rows.map(({ row }) => row.eventId)).toEqual(rooms[40]!.events.slice(-400).map(({ eventId }) => eventId));
  expect(count(file, 'lines')).toBe(42);
});

test('the threads of a room are torn off by a limited answer in transactions of at most 100, and a crash between them costs nothing', async () => {
  const count350 = answerOf(1, 0, 350);
  const replies = {
    ...count350,
    events: count350.events.map((row, n) => ({ ...row, thread: `$root-${n}`, relType: 'm.thread' }) as typeof row),
  };
  const limited = answerOf(1, 400, 3, { limited: true, prevBatch: 'behind' });
  const torn = (of: StoreFile): number =>
    of.db
      .prepare("SELECT count(*) FROM store.gaps g JOIN store.lines l USING (line) WHERE l.what = 2 AND g.back = 'behind'", { pluck: true })
      .get<number>()!;
  const seen: number[] = [];
  const breathe = (): Promise<void> => {
    seen.push(torn(file));
    // Killed after the second: everything after it is taken once more, by another process.
    return seen.length === 2 ? Promise.reject(new Error('killed')) : Promise.resolve();
  };
  await syncTaker(file, syncTable(file)).take({ sync: null, rooms: [replies] });
  await expect(syncTaker(file, syncTable(file), breathe).take({ sync: 'n', rooms: [limited] })).rejects.toThrow('killed');
  expect([seen, log(file)]).toEqual([[100, 200], []]);
  const taken = await syncTaker(file, syncTable(file), () => Promise.resolve(void seen.push(torn(file)))).take({
    sync: 'n',
    rooms: [limited],
  });
  expect(seen).toEqual([100, 200, 200, 200, 300, 350, 350]);
  expect(log(file)).toEqual(['n']);
  expect(taken.changes.filter(({ newGaps }) => newGaps.length > 0).length).toBe(351);
});

test('a draft that comes during a big answer is kept before the answer is', async () => {
  const { calls } = guarded(stores, pathsOf(folder.path));
  const order: string[] = [];
  const taking = Promise.resolve(calls.takeSync({ sync: 's', rooms: Array.from({ length: 60 }, (_, n) => answerOf(n, 0, 50)) })).then(() =>
    order.push('sync'),
  );
  await new Promise((resolve) => setImmediate(resolve));
  calls.putDraft({ roomId: '!a', text: 'now' });
  order.push('draft');
  await taking;
  expect(order).toEqual(['draft', 'sync']);
});

test('answers are taken one after the other, whoever asks', async () => {
  const taker = syncTaker(file, syncTable(file));
  await Promise.all([0, 1, 2].map((n) => taker.take({ sync: `${n}`, rooms: answerNumber(n) })));
  expect(log(file)).toEqual(['0', '1', '2']);
  const window = historyWindow(file.db, { room: answerNumber(0)[0]!.roomId }, { newest: true }, 400);
  expect(window.rows.map(({ row }) => row.eventId)).toEqual(Array.from({ length: 270 }, (_, n) => `$1-${n}`));
  expect(window.gaps).toHaveLength(1);
});

test('a room whose rows are refused costs only itself: the sync goes on, and its next answer begins behind a gap', async () => {
  const taker = syncTaker(file, syncTable(file));
  await taker.take({ sync: '0', rooms: [answerOf(1, 0, 5), answerOf(2, 0, 5), answerOf(3, 0, 5)] });
  // One that the contract does not know, and one that the table does not take.
  const odd = { ...answerOf(1, 5, 5), people: 'everybody' };
  file.db.exec(`CREATE TEMP TRIGGER no BEFORE INSERT ON store.events WHEN NEW.event_id = '$2-7' BEGIN SELECT RAISE(ABORT, 'no'); END`);
  const taken = await taker.take({ sync: '1', rooms: [odd, answerOf(2, 5, 5), answerOf(3, 5, 5)] });
  file.db.exec('DROP TRIGGER no');
  expect(taken.refused.toSorted()).toEqual([answerOf(1, 0, 0).roomId, answerOf(2, 0, 0).roomId]);
  expect(log(file)).toEqual(['0', '1']);
  await taker.take({ sync: '2', rooms: [1, 2, 3].map((room) => answerOf(room, 10, 5)) });
  for (const [room, gaps, rows] of [
    [1, 2, 10],
    [2, 2, 10],
    [3, 1, 15],
  ]) {
    const window = historyWindow(file.db, { room: answerOf(room!, 0, 0).roomId }, { newest: true }, 50);
    expect([window.gaps.length, window.rows.length], `${room}`).toEqual([gaps, rows]);
  }
});

test('what is no answer at all is refused, with nothing saved', async () => {
  const { calls } = guarded(stores, pathsOf(folder.path));
  await expect(calls.takeSync({ sync: 5, rooms: [] } as never)).rejects.toMatchObject({ error: { code: 'badArgument', field: 'sync' } });
  expect(() => calls.historyWindow({ of: { room: '!a' }, from: { newest: true }, limit: 401 })).toThrow('badArgument');
});

test('K3 a full disk refuses the whole answer, and it is taken again when there is room', async () => {
  const { calls } = guarded(stores, pathsOf(folder.path));
  const rooms = Array.from({ length: 40 }, (_, n) => answerOf(n, 0, 50));
  file.db.pragma('store.max_page_count = 80');
  const refusal = await Promise.resolve(calls.takeSync({ sync: 's', rooms })).catch((cause: unknown) => cause);
  expect(refusal).toEqual(new Failure({ code: 'diskFull' }));
  expect(log(file)).toEqual([]);
  expect(count(file, 'events')).toBeGreaterThan(0);
  expect(count(file, 'events')).toBeLessThan(2000);
  file.db.pragma('store.max_page_count = 1000000');
  expect(await calls.takeSync({ sync: 's', rooms })).toMatchObject({ refused: [], logLength: 1 });
  expect(count(file, 'events')).toBe(2000);
  expect(count(file, 'gaps')).toBe(40);
});

test('a store that is closed meanwhile takes nothing more, and says so', async () => {
  const { calls } = guarded(stores, pathsOf(folder.path));
  const taking = calls.takeSync({ sync: 's', rooms: answerNumber(0) });
  await new Promise((resolve) => setImmediate(resolve));
  closeStores(stores);
  await expect(taking).rejects.toMatchObject({ error: { code: 'engineDied' } });
  const again = opened(folder.path);
  expect(log(again)).toEqual([]);
  again.close();
});

/** How many answers the file says it has; fails where it lacks a row of one of them. */
function answersIn(path: string): number {
  const found = opened(path);
  try {
    const { length } = log(found);
    expect(log(found)).toEqual(Array.from({ length }, (_, n) => `sync ${n}`));
    for (const { roomId } of length > 0 ? answerNumber(0) : []) {
      const placed = found.db
        .prepare(
          `SELECT count(DISTINCT e.event_id) AS events, count(*) AS places FROM store.history_rooms r JOIN store.lines l ON l.room = r.room
           JOIN store.places p ON p.line = l.line JOIN store.events e ON e.event = p.event WHERE r.room_id = ?`,
        )
        .get<{ events: number; places: number }>([roomId]);
      expect(placed!.events).toBeGreaterThanOrEqual(length * 90);
      expect(placed!.places).toBe(placed!.events);
    }
    return length;
  } finally {
    found.close();
  }
}

test('never a token without its rows: killed, or with the power cut, at any moment', { timeout: 120_000 }, async () => {
  const own = folder.beside('written.db');
  let taken = 0;
  writer = spawn(process.execPath, ['--import', 'tsx', new URL('takeSyncWriter.fixtures.ts', import.meta.url).pathname, own], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  writer.stdout!.on('data', (text: Buffer) => {
    taken = Number(text.toString().trim().split('\n').at(-1));
  });
  const copy = folder.beside('copy.db');
  const found = new Set<number>();
  for (const moment of [1, 3, 6, 9, 14]) {
    while (taken < moment) await once(writer.stdout!, 'data');
    writer.kill('SIGSTOP');
    const known = taken;
    copyStores(own, copy);
    expect(answersIn(copy)).toBeGreaterThanOrEqual(known);
    // The power was cut: the end of the log never reached the disk.
    copyStores(own, copy);
    const [main, wal] = [readFileSync(copy), readFileSync(`${copy}-wal`)];
    for (let part = 0; part < 12; part++) {
      writeFileSync(copy, main);
      writeFileSync(`${copy}-wal`, wal.subarray(0, Math.floor((wal.length * part) / 12)));
      found.add(answersIn(copy));
    }
    writer.kill('SIGCONT');
  }
  expect(found.size).toBeGreaterThan(3);
  writer.kill('SIGKILL');
  await once(writer, 'exit');
  expect(answersIn(own)).toBeGreaterThanOrEqual(14);
});
