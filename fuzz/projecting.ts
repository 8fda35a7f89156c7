import { MatrixClient } from 'matrix-js-sdk/lib/client.js';
import { MemoryStore } from 'matrix-js-sdk/lib/store/memory.js';
import { SyncApi } from 'matrix-js-sdk/lib/sync.js';
import type { ISyncResponse } from 'matrix-js-sdk/lib/sync-accumulator.js';
import type { RoomSnapshot } from '../core/features/snapshot/storeCalls.ts';
import type { RoomSummary } from '../core/features/rooms/model.ts';
import type { Member } from '../core/features/rooms/model.ts';
import { joinedMembers } from '../engine/members/joinedMembers.sdk.ts';
import { tidyAnswer } from '../engine/sdk/answers/tidyAnswer.ts';
import { RoomPublisher } from '../engine/rooms/roomPublisher.sdk.ts';
import { OpenTimelines } from '../engine/timeline/openTimelines.sdk.ts';
import { roomName } from '../engine/sdk/roomName.sdk.ts';
import { savedAnswer } from '../engine/sdk/saved/savedAnswer.sdk.ts';
import { SavedState } from '../engine/sdk/saved/savedState.sdk.ts';
import { wasmReady } from '../engine/sdk/wasm.sdk.ts';
import type { Log } from '../engine/log.ts';
import { badRoom, goodRoom } from './hostileAnswer.ts';
import { me } from './hostileEvents.ts';

export interface Projected {
  readonly rows: readonly RoomSummary[];
  readonly screens: readonly RoomSnapshot[];
  readonly members: readonly Member[];
}

const quiet = {
  trace() {},
  debug() {},
  info() {},
  warn() {},
  error(...words: unknown[]) {
    if (process.env['FUZZ_SDK']) console.log(words.map((word) => (word instanceof Error ? word.stack : String(word))).join(' '));
  },
  getChild: () => quiet,
};

/** An answer of a server on its way through the SDK and the engine, to what the page is told; saved and read back first, as at a start. */
export async function project(raw: object, log: Log): Promise<Projected> {
  await wasmReady;
  // As every answer before the SDK sees it; it tells how many parts it has left out.
  const answer = tidyAnswer('/sync', raw, () => undefined) as object;
  const saved = new SavedState([savedAnswer(structuredClone(answer) as ISyncResponse, Date.now())]).forSdk;
  const fromDisk = { next_batch: saved.nextBatch, account_data: { events: saved.accountData }, rooms: saved.roomsData };
  const first = await throughSdk(fromDisk, log);
  const second = await throughSdk(answer, log);
  if (first.rows.length === 0) throw new Error('nothing came back from the disk');
  return second;
}

async function throughSdk(answer: object, log: Log): Promise<Projected> {
  const client = new MatrixClient({
    baseUrl: 'https://hs.example',
    userId: me,
    deviceId: 'D',
    logger: quiet,
    fetchFn: refuse,
    store: new MemoryStore(),
    roomNameGenerator: roomName,
  });
  const rows: RoomSummary[] = [];
  const publisher = new RoomPublisher(client, {
    log,
    rowOf: () => undefined,
    rooms: (changed) => void rows.push(...changed),
    published: () => Promise.resolve(),
    me: () => undefined,
  });
  const sync = new SyncApi(client, {}, { logger: quiet } as never);
  await sync['processSyncResponse']({ nextSyncToken: 's1', catchingUp: false } as never, answer as never);
  for (const room of client.getRooms()) publisher.touch(room.roomId);
  await publisher.publish();
  const timelines = new OpenTimelines({ client, log, detailOf: (roomId) => publisher.detailOf(roomId) });
  const screens = await Promise.all([badRoom, goodRoom].map((roomId) => timelines.screenOf(roomId as `!${string}`, 100)));
  let members: readonly Member[] = [];
  joinedMembers(client, badRoom as `!${string}`, (list) => (members = list), log)();
  return { rows, screens: screens.filter((screen) => screen !== null), members };
}

function refuse(): never {
  throw new Error('a request was made');
}
