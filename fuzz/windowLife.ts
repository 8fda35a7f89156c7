import { Room } from 'matrix-js-sdk/lib/models/room.js';
import { MatrixEvent } from 'matrix-js-sdk/lib/models/event.js';
import type { RoomAnswer } from '../core/features/history/answer.ts';
import { peopleOf } from '../core/features/history/roomAnswerOf.ts';
import { rowOf, type WireEvent } from '../core/features/history/rowOf.ts';
import type { RoomDetail } from '../core/features/rooms/model.ts';
import type { MessageItem, TimelineItem } from '../core/features/timeline/model.ts';
import type { RoomId } from '../core/ids.ts';
import { Listeners } from '../core/listeners.ts';
import type { Kernel } from '../engine/kernel.ts';
import { decrypter } from '../engine/sdk/healing/decryptEvent.sdk.ts';
import type { Sdk } from '../engine/sdk/sdk.sdk.ts';
import type { PageKnowledge } from '../engine/timeline/liveTimelines.ts';
import { HistoryTimelines } from '../engine/timeline/window/historyTimelines.sdk.ts';
import { answerIn } from '../store/history/answers.fixtures.ts';
import { healingLife, room, type HealingLife } from './healingLife.ts';

export const bob = '@bob:hs.test';
export const me = '@me:hs.test';

/** A server's room, as far as it is asked about it. */
interface FakeServer {
  /** Oldest first. */
  readonly events: WireEvent[];
  isAway: boolean;
  readonly asked: string[];
}

export const event = (n: number, more: Partial<WireEvent> = {}): WireEvent => ({
  event_id: `$${n}`,
  type: 'm.room.message',
  sender: bob,
  origin_server_ts: n,
  content: { msgtype: 'm.text', body: `Line ${n}` },
  ...more,
});

export const relating = (n: number, relType: string, to: string, more: object = {}, type = 'm.reaction'): WireEvent =>
  event(n, { type, content: { ...more, 'm.relates_to': { rel_type: relType, event_id: to, ...more } } });

/** A page that looks at one room of a real store, with the SDK's real crypto, over a server that may be away. */
export async function windowLife() {
  const life = await healingLife();
  const server: FakeServer = { events: [], isAway: false, asked: [] };
  const client = life.client;
  client.http.authedRequest = ((_method: string, path: string, query: Record<string, string>) => answerTo(server, path, query)) as never;
  const sdkRoom = new Room(room, client, me);
  sdkRoom.currentState.setStateEvents([
    new MatrixEvent({
      event_id: '$m',
      type: 'm.room.member',
      state_key: bob,
      sender: bob,
      room_id: room,
      content: { membership: 'join', displayname: 'Bob' },
    }),
  ]);
  client.store.storeRoom(sdkRoom);
  const held: RoomAnswer[] = [];
  const backups: string[] = [];
  const history: Sdk['history'] = {
    changed: new Listeners(),
    heldOf: () => held,
    isFilling: () => false,
    decrypt: decrypter(life.crypto),
    askTrust: () => Promise.resolve(null),
    askBackup: (_room, session) => void backups.push(session),
  };
  const detailOf = (roomId: RoomId): RoomDetail => ({ id: roomId, name: 'Room', hasOlder: false, typing: [] }) as unknown as RoomDetail;
  const place = { isAtEnd: false };
  const open = () => opened(life, { client, history } as Sdk, { detailOf, isAtEnd: () => place.isAtEnd });
  return { ...life, server, held, backups, history, sdkRoom, place, open };
}

/** As at a start: nothing is known but what lies in the store. */
function opened({ calls, log }: HealingLife, sdk: Sdk, page: PageKnowledge) {
  const timelines = new HistoryTimelines(sdk, { store: { calls }, log } as unknown as Kernel, page);
  let shown: readonly TimelineItem[] = [];
  let detail: RoomDetail | null = null;
  const close = timelines.openRoom(room, { show: (items, now) => ([shown, detail] = [items, now]) });
  return {
    timelines,
    close: () => {
      close();
      timelines.stop();
    },
    /** As the history tells of a change. */
    refresh: () => {
      sdk.history.changed.tell([room]);
      return timelines.refresh([room]);
    },
    items: () => shown,
    messages: () => shown.filter((item): item is MessageItem => item.kind === 'message'),
    texts: () => shown.flatMap((item) => (item.kind === 'message' && 'text' in item.body ? [item.body.text] : [])),
    hasOlder: () => detail?.hasOlder,
  };
}

export const took = (events: readonly WireEvent[], change: Partial<RoomAnswer> = {}): RoomAnswer =>
  answerIn(
    room,
    events.map((one) => rowOf(one, Date.now())),
    { people: [...peopleOf(events.filter((one) => one.state_key !== undefined))], ...change },
  );

function answerTo(server: FakeServer, path: string, query: Record<string, string>): Promise<unknown> {
  const what = path.split('/')[3]!;
  server.asked.push(what);
  if (server.isAway) return Promise.reject(new Error('nobody answers'));
  const { events } = server;
  const named = decodeURIComponent(path.split('/')[4] ?? '');
  const at = events.findIndex((one) => one.event_id === named);
  if (what === 'event') return at < 0 ? Promise.reject(new Error('M_NOT_FOUND')) : Promise.resolve(events[at]);
  if (what === 'context') return Promise.resolve({ start: `t${at}` });
  const to = Number(query.from!.slice(1));
  const from = Math.max(0, to - Number(query.limit));
  return Promise.resolve({ chunk: events.slice(from, to).reverse(), state: [], ...(from > 0 && { end: `t${from}` }) });
}
