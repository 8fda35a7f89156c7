import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RoomAnswer } from '../../core/features/history/answer.ts';
import { copyStores, opened, storeFolder, type StoreFolder } from '../file/storeFolder.fixtures.ts';
import type { StoreFile } from '../file/storeFile.ts';
import { syncTable } from '../tables/syncTable.ts';
import { answerOf } from './answers.fixtures.ts';
import { syncTaker } from './taking/takeSync.ts';
import { rowNumber } from './worldOfEvents.fixtures.ts';

let folder: StoreFolder;
beforeEach(() => {
  folder = storeFolder();
});
afterEach(() => folder.remove());

const reply = (n: number, root: `$${string}`) => rowNumber(n, { eventId: `$reply-${n}`, thread: root, relType: 'm.thread', relTo: root });
const redaction = (n: number, of: `$${string}`) =>
  rowNumber(n, { eventId: `$redaction-${n}`, type: 'm.room.redaction', thread: null, relType: 'm.room.redaction', relTo: of, wire: false });

/** What a server says one after the other: a room in several transactions, gaps, a thread, a redaction, what came before once more. */
const answers: readonly (readonly RoomAnswer[])[] = [
  [answerOf(1, 0, 250), answerOf(2, 0, 20), answerOf(3, 0, 3)],
  [answerOf(1, 250, 5), answerOf(2, 40, 20, { limited: true })],
  [{ ...answerOf(3, 3, 0), events: [reply(900, '$3-1'), redaction(901, '$3-0'), reply(902, '$3-1')] }],
  [answerOf(1, 400, 230, { limited: true }), answerOf(4, 0, 1, { prevBatch: null })],
  [answerOf(2, 60, 0, { limited: true }), answerOf(3, 4, 2)],
  [answerOf(2, 90, 4), answerOf(1, 630, 1), answerOf(1, 629, 3)],
];

/** As the engine does it: rows, then the answer with its token. `between`: after each durable step. */
async function live(file: StoreFile, between: (step: string) => void): Promise<void> {
  const sync = syncTable(file);
  for (let n = sync.load().log.length; n < answers.length; n++) {
    let slice = 0;
    const taker = syncTaker(file, sync, () => Promise.resolve(between(`answer ${n}, slice ${slice++}`)));
    await taker.take({ sync: null, rooms: answers[n]! });
    sync.append(`token ${n}`);
    between(`token ${n}`);
  }
}

function everything({ db }: StoreFile): string {
  const tables = ['history_rooms', 'lines', 'places', 'gaps', 'events', 'receipts', 'people', 'sync_log'];
  return JSON.stringify(tables.map((table) => [table, db.prepare(`SELECT * FROM store.${table} ORDER BY 1, 2`).all()]));
}

test('K1 K8 killed after any durable step, the next start asks from the token that it has, and in the end nothing is missing, doubled or out of order', async () => {
  const file = opened(folder.path);
  const copies = new Map<string, string>();
  await live(file, (step) => {
    const copy = folder.beside(`${copies.size}.db`);
    copyStores(folder.path, copy);
    copies.set(step, copy);
  });
  const whole = everything(file);
  file.close();
  expect(copies.size).toBeGreaterThan(14);
  for (const [step, copy] of copies) {
    const after = opened(copy);
    await live(after, () => undefined);
    expect(everything(after), `killed after ${step}`).toBe(whole);
    after.close();
  }
});
