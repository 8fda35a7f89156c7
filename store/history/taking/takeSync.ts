import type { LineChange, RoomAnswer, SyncTaken } from '../../../core/features/history/answer.ts';
import { roomAnswer } from '../../../core/features/history/calls.ts';
import { parsed } from '../../../core/declare/shape.ts';
import { Failure } from '../../../core/errors.ts';
import { InTurn } from '../../../core/inTurn.ts';
import type { RoomId } from '../../../core/ids.ts';
import { logFault } from '../../faultLog.ts';
import { sqliteCode } from '../../file/faults.ts';
import type { StoreFile } from '../../file/storeFile.ts';
import type { SyncTable } from '../../tables/syncTable.ts';
import { Rooms } from '../rooms.ts';
import { takeRoom, takeRows, tearThreads, threadsToTear } from './takeRoom.ts';

/** A transaction of twice as many takes 14 to 40 ms; a draft waits no longer than one. */
const mostRows = 100;

export interface SyncTaker {
  take(arg: { readonly sync: string | null; readonly rooms: readonly unknown[] }): Promise<SyncTaken>;
}

/** What rows were taken and which rooms were not, while one answer is taken. */
interface Taking {
  readonly changes: LineChange[];
  readonly refused: RoomId[];
}

/** A room of an answer; `tearsThreads`: there are few enough of them to be torn off with the rest. */
interface Part {
  readonly answer: RoomAnswer;
  readonly tearsThreads: boolean;
}

/**
 * Takes answers one after the other, each in slices with the token last: a crash leaves rows that are taken again, never a token without its rows.
 * `breathe` lets other calls go between two slices.
 */
export function syncTaker(file: StoreFile, sync: SyncTable, breathe = nextTurn): SyncTaker {
  const answers = new InTurn();

  async function take(text: string | null, rooms: readonly unknown[]): Promise<SyncTaken> {
    const taking: Taking = { changes: [], refused: [] };
    for (const slice of slicesOf(rooms, taking, file)) {
      if (!file.isOpen) throw new Failure({ code: 'engineDied', process: 'store' });
      file.write('crash', () => slice());
      await breathe();
    }
    if (!file.isOpen) throw new Failure({ code: 'engineDied', process: 'store' });
    return { ...taking, ...(text === null ? sync.size() : sync.append(text)) };
  }

  return { take: ({ sync: text, rooms }) => answers.run(() => take(text, rooms)) };
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** What is done in one transaction each: several small rooms, or a part of a big one's rows before it. */
function* slicesOf(rooms: readonly unknown[], taking: Taking, file: StoreFile): Generator<() => void> {
  let small: Part[] = [];
  let rows = 0;
  for (const each of rooms) {
    const answer = readRoom(each, taking, file);
    if (answer === null) continue;
    // Between two slices it may have been closed, which the next one says.
    const threads = file.isOpen ? threadsToTear(file.db, answer) : [];
    const tearsThreads = threads.length <= mostRows;
    for (const part of tearsThreads ? [] : inParts(threads))
      yield () => fenced(file, answer.roomId, taking, () => taking.changes.push(...tearThreads(file.db, answer, part)));
    const own = rowsIn(answer) + (tearsThreads ? threads.length : 0);
    if (small.length > 0 && rows + own > mostRows) {
      yield takeAll(small, taking, file);
      small = [];
      rows = 0;
    }
    for (const part of own > mostRows ? inParts([...answer.events, ...answer.bundled]) : [])
      yield () => fenced(file, answer.roomId, taking, () => takeRows(file.db, answer, part));
    small.push({ answer, tearsThreads });
    rows += own > mostRows ? mostRows : own;
  }
  if (small.length > 0) yield takeAll(small, taking, file);
}

const rowsIn = ({ events, bundled, receipts, people }: RoomAnswer): number =>
  1 + events.length + bundled.length + receipts.length + people.length;

function* inParts<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < all.length; from += mostRows) yield all.slice(from, from + mostRows);
}

function takeAll(rooms: readonly Part[], taking: Taking, file: StoreFile): () => void {
  return () => {
    for (const { answer, tearsThreads } of rooms)
      fenced(file, answer.roomId, taking, () => taking.changes.push(...takeRoom(file.db, answer, tearsThreads)));
  };
}

function readRoom(room: unknown, taking: Taking, file: StoreFile): RoomAnswer | null {
  try {
    return parsed(roomAnswer, room);
  } catch (cause) {
    const { roomId } = (room ?? {}) as Partial<RoomAnswer>;
    logFault('a room of a sync could not be read', cause);
    if (typeof roomId === 'string') file.write('crash', () => refuse(file, roomId, taking));
    return null;
  }
}

/** A fault of one room must not stop the sync: its rows are left out, and its next answer begins behind a gap. */
function fenced(file: StoreFile, roomId: RoomId, taking: Taking, work: () => void): void {
  file.db.exec('SAVEPOINT room');
  try {
    work();
    file.db.exec('RELEASE room');
  } catch (cause) {
    if (isOfFile(cause)) throw cause;
    file.db.exec('ROLLBACK TO room');
    file.db.exec('RELEASE room');
    logFault('a room of a sync was not saved', cause);
    refuse(file, roomId, taking);
  }
}

function refuse(file: StoreFile, roomId: RoomId, taking: Taking): void {
  const rooms = new Rooms(file.db);
  rooms.setTorn(rooms.number(roomId), true);
  if (!taking.refused.includes(roomId)) taking.refused.push(roomId);
}

/** The disk is full, a page is damaged …: the whole answer is to be taken again. */
function isOfFile(cause: unknown): boolean {
  const code = sqliteCode(cause);
  return code !== null && !/^SQLITE_(CONSTRAINT|MISMATCH|TOOBIG|RANGE)/.test(code);
}
