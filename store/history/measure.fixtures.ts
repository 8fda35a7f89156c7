// Started by `npm run bench -- --only history` with how many events: seeds a sealed file with them and prints what it measured as one line of JSON.
import { statSync } from 'node:fs';
import { argv } from 'node:process';
import { MessageChannel, Worker, type MessagePort } from 'node:worker_threads';
import type { StoreContract } from '../../core/contracts/store.ts';
import type { RoomAnswer } from '../../core/features/history/answer.ts';
import { serve } from '../../core/rpc/serve.ts';
import { closeStores, openedStores, pathsOf, storeFolder } from '../file/storeFolder.fixtures.ts';
import { guarded } from '../guarded.ts';
import { roomIdOf } from '../tables/entries.fixtures.ts';
import { toError } from '../toError.ts';
import { answerIn } from './answers.fixtures.ts';
import { historyWindow } from './reading/historyWindow.ts';
import { firstSince, mentions, ofKind, threadsOf } from './reading/lists.ts';
import { relationsOf } from './relations.ts';
import { Rooms } from './rooms.ts';
import { takeRoom } from './taking/takeRoom.ts';
import { unreadAbove } from './reading/unread.ts';
import { rowNumber } from './worldOfEvents.fixtures.ts';

/** The other thread: asks for the sync, then for one draft after the other until that is answered. */
const asking = `
  const { parentPort, workerData: { port, answers } } = require('node:worker_threads');
  const drafts = [];
  let asked = 0;
  const start = performance.now();
  const draft = (id) => { asked = performance.now(); port.postMessage({ t: 'call', id, name: 'putDraft', arg: { roomId: '!a', text: 'draft ' + id } }); };
  port.on('message', ({ t, id, error }) => {
    if (t === 'error') throw new Error(JSON.stringify(error));
    if (id === 0) return parentPort.postMessage({ drafts, syncMs: performance.now() - start });
    drafts.push(performance.now() - asked);
    setTimeout(draft, 3, id + 1);
  });
  port.postMessage({ t: 'call', id: 0, name: 'takeSync', arg: { sync: 'token', rooms: answers } });
  draft(1);
`;

const events = Number(argv[2] ?? 1_000_000);
const rooms = 1000;
/** Every tenth event is of one big room. */
const roomOf = (n: number): number => (n % 10 === 0 ? 0 : n % rooms);
const content = JSON.stringify({ msgtype: 'm.text', body: 'x'.repeat(90), 'm.mentions': {} });

function rowOf(n: number): RoomAnswer['events'][number] {
  const [reaction, reply] = [n % 12 === 5 && n > 20_000, n % 40 === 7 && n > 20_000];
  // An event of the same room some way back.
  const to = `$${'e'.repeat(34)}${n - rooms * (1 + (n % 9))}` as const;
  return rowNumber(n, {
    eventId: `$${'e'.repeat(34)}${n}`,
    sender: `@person${n % 50}:example.org`,
    thread: reply ? `$${'e'.repeat(34)}${n % rooms}` : null,
    relType: reaction ? 'm.annotation' : reply ? 'm.thread' : null,
    relTo: reaction ? to : reply ? `$${'e'.repeat(34)}${n % rooms}` : null,
    kind: n % 33 === 0 ? 'media' : 'plain',
    mention: n % 500 === 0,
    content,
  });
}

const folder = storeFolder();
const stores = openedStores(folder.path);
const { db, write } = stores.history;

/** Milliseconds of each write. */
function put(from: number, to: number): number {
  const byRoom = new Map<number, RoomAnswer['events'][number][]>();
  for (let n = from; n < to; n++) byRoom.set(roomOf(n), [...(byRoom.get(roomOf(n)) ?? []), rowOf(n)]);
  const start = performance.now();
  write('crash', () => {
    for (const [room, rows] of byRoom) takeRoom(db, answerIn(roomIdOf(room), rows));
  });
  return performance.now() - start;
}

const rates: number[] = [];
const chunk = 5000;
for (let n = 0; n < events - chunk; n += chunk) rates.push((1000 * chunk) / put(n, n + chunk));
const small: number[] = [];
for (let n = events - chunk; n < events; n += 200) small.push(put(n, n + 200));
db.exec('UPDATE store.places SET notify = (event % 3) WHERE line % 10 = 1');
db.pragma('store.wal_checkpoint(TRUNCATE)');

const big = new Rooms(db).find(roomIdOf(0)) ?? 0;
const window = historyWindow(db, { room: roomIdOf(0) }, { newest: true }, 50);
const middle = window.rows[0]!.pos - Math.floor(events / 20) * 1024;
const ids = window.rows.map(({ row }) => row.eventId);
let turn = 0;
const someRoom = (): ReturnType<typeof roomIdOf> => roomIdOf(1 + ((turn++ * 37) % (rooms - 1)));
const queries: Record<string, () => unknown> = {
  'newest 50 of any room': () => historyWindow(db, { room: someRoom() }, { newest: true }, 50),
  'newest 50 of the big room': () => historyWindow(db, { room: roomIdOf(0) }, { newest: true }, 50),
  'a page before, anywhere in the big room': () =>
    historyWindow(db, { room: roomIdOf(0) }, { before: middle + (turn++ % 400) * 102_400 }, 50),
  'a page after, anywhere in the big room': () =>
    historyWindow(db, { room: roomIdOf(0) }, { after: middle + (turn++ % 400) * 102_400 }, 50),
  'around an event, 25 and 25': () =>
    historyWindow(
      db,
      { around: roomIdOf(0), eventId: `$${'e'.repeat(34)}${((turn++ * 7919) % (events / 10)) * 10}` },
      { newest: true },
      50,
    ),
  'relations of 50 events': () => relationsOf(db, big, ids),
  'unread above a position': () => unreadAbove(db, window.line ?? 0, window.rows[0]!.pos - (turn++ % 900) * 1024),
  'threads of a room': () => threadsOf(db, new Rooms(db).find(someRoom()) ?? 0),
  'media of a room': () => ofKind(db, big, 'media', 2e12, 50),
  'mentions over all rooms': () => mentions(db, 2e12, 50),
  'first event since a date': () => firstSince(db, big, 1_700_000_000_000 + ((turn++ * 7919) % events)),
};
const times = Object.fromEntries(
  Object.entries(queries).map(([name, query]) => {
    const each: number[] = [];
    for (let n = 0; n < 200; n++) {
      const start = performance.now();
      query();
      each.push(performance.now() - start);
    }
    return [name, each] as const;
  }),
);
const bytes = statSync(folder.path).size;
const held = await draftsDuring(10_000);
closeStores(stores);
folder.remove();
console.log(JSON.stringify({ events, rates, small, kibPerThousand: bytes / 1024 / (events / 1000), times, held }));

/** How long drafts waited, each asked for by another thread, while a sync of so many events in 1,000 rooms was taken. */
async function draftsDuring(count: number): Promise<{ drafts: readonly number[]; syncMs: number }> {
  const { port1, port2 } = new MessageChannel();
  const paths = pathsOf(folder.path);
  const stop = serve<StoreContract>(portOf(port1), guarded(stores, paths), (cause) => toError(cause, paths.own));
  const answers = Array.from({ length: rooms }, (_, room) =>
    answerIn(
      roomIdOf(room),
      Array.from({ length: count / rooms }, (_each, n) => rowOf(events + n * rooms + room)),
    ),
  );
  const worker = new Worker(asking, { eval: true, workerData: { port: port2, answers }, transferList: [port2] });
  const found = await new Promise<{ drafts: number[]; syncMs: number }>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
  stop();
  port1.close();
  await worker.terminate();
  return found;
}

function portOf(port: MessagePort): Parameters<typeof serve>[0] {
  return {
    post: (message) => port.postMessage(message),
    listen: (listener) => (port.on('message', listener), () => port.off('message', listener)),
    onClose: (listener) => (port.on('close', listener), () => port.off('close', listener)),
    close: () => port.close(),
  };
}
