import { ClientEvent, MatrixClient } from 'matrix-js-sdk/lib/client.js';
import { MemoryStore } from 'matrix-js-sdk/lib/store/memory.js';
import { SyncApi, SyncState } from 'matrix-js-sdk/lib/sync.js';
import { expect, test } from 'vitest';
import { rowOf, type WireEvent } from '../core/features/history/rowOf.ts';
import type { PlacedRow } from '../core/features/history/rows.ts';
import type { OutboxEntry } from '../core/features/sending/storeCalls.ts';
import { Listeners } from '../core/listeners.ts';
import { applyPatch, emptyList } from '../core/patch.ts';
import { Engine } from './engine.ts';
import { FakeLog } from './FakeLog.ts';
import { opened } from './FakeKernel.ts';
import type { EngineLinks } from './kernel.ts';
import type { OpenSdk } from './loadSdk.ts';
// Lends Node what the crypto module needs.
import './sdk/endToEnd/realClient.fixtures.sdk.ts';
import type { Sdk } from './sdk/sdk.sdk.ts';
import { Turns } from './sdk/turns.ts';
import { FakeOutboxStore } from './sending/FakeOutboxStore.ts';

const me = '@me:hs.example';
const roomId = '!room:hs.example';
const quiet = { trace() {}, debug() {}, info() {}, warn() {}, error() {}, getChild: () => quiet };
const nothing = (): Promise<null> => Promise.resolve(null);

const said = (txnId: string): WireEvent => ({
  event_id: `$${txnId}`,
  type: 'm.room.message',
  sender: me,
  origin_server_ts: 1,
  content: { msgtype: 'm.text', body: txnId },
  unsigned: { transaction_id: txnId },
});
const joined = {
  event_id: '$join',
  type: 'm.room.member',
  state_key: me,
  sender: me,
  origin_server_ts: 1,
  content: { membership: 'join' },
  unsigned: {},
};
const created = {
  event_id: '$create',
  type: 'm.room.create',
  state_key: '',
  sender: me,
  origin_server_ts: 1,
  content: { creator: me, room_version: '11' },
  unsigned: {},
};

/** An answer to /sync, in which the room holds these messages. */
const answer = (...txnIds: string[]) => ({
  next_batch: 's',
  account_data: { events: [] },
  rooms: {
    join: {
      [roomId]: {
        summary: {},
        state: { events: [created, joined] },
        account_data: { events: [] },
        ephemeral: { events: [] },
        unread_notifications: {},
        timeline: { events: txnIds.map(said), limited: false, prev_batch: 'p' },
      },
    },
  },
});

const queued = (txnId: string, order: number): OutboxEntry => ({
  txnId,
  roomId,
  eventType: 'm.room.message',
  content: JSON.stringify({ msgtype: 'm.text', body: txnId }),
  ts: 1,
  order,
  state: 'queued',
  error: null,
  eventId: null,
});

/** The engine on a real client of the SDK, with these messages still to be sent; its sync is what the test says. */
async function started(...txnIds: string[]) {
  const outbox = new FakeOutboxStore();
  for (const [order, txnId] of txnIds.entries()) outbox.entries.set(txnId, queued(txnId, order + 1));
  const sent: string[] = [];
  const fetchFn = (url: URL | string): Promise<Response> => {
    const { pathname } = new URL(url);
    const isMessage = pathname.includes('/send/m.room.message/');
    if (isMessage) sent.push(pathname.split('/').at(-1)!);
    return Promise.resolve(
      new Response(JSON.stringify(isMessage ? { event_id: '$new' } : { errcode: 'M_NOT_FOUND' }), {
        status: isMessage ? 200 : 404,
        headers: { 'Content-Type': 'application/json' },
      }),
    );
  };
  const client = new MatrixClient({
    baseUrl: 'https://hs.example',
    userId: me,
    deviceId: 'D',
    accessToken: 'x',
    logger: quiet,
    fetchFn: fetchFn as typeof fetch,
    store: new MemoryStore(),
  });
  await client.initRustCrypto({ useIndexedDB: false });
  const turns = new Turns();
  const rows: PlacedRow[] = [];
  const history = { changed: new Listeners<readonly string[]>(), heldOf: () => [], isFilling: () => false };
  const heldBackup = { isUndecided: false, isOff: false, allow: nothing };
  const openSdk: OpenSdk = async ({ attach }) => {
    await attach({ client, turns, heldBackup, history } as unknown as Sdk);
    return () => client.stopClient();
  };
  const store = {
    startSnapshot: () => Promise.resolve({ rooms: [], lastRoom: null, room: null }),
    outbox: () => Promise.resolve([...outbox.entries.values()]),
    drafts: () => Promise.resolve([]),
    getValue: ({ name }: { name: string }) => Promise.resolve(name === 'backupSetUp' ? 'whole' : null),
    putOutbox: (arg: { entry: OutboxEntry }) => outbox.putOutbox(arg),
    dropOutbox: (arg: { txnId: string }) => outbox.dropOutbox(arg),
    putValue: nothing,
    putSnapshot: nothing,
    roomSnapshot: nothing,
    timelineRows: () => Promise.resolve({ rows: [...rows], relations: [], people: [], hasOlder: false, gap: null, doubtful: [] }),
  };
  const log = new FakeLog();
  const failed: unknown[] = [];
  const main = {
    calls: {
      openFailed: (arg: unknown) => (failed.push(arg), nothing()),
      opening: nothing,
      unread: nothing,
      keepOnly: nothing,
      handedSecrets: nothing,
    },
    streams: {
      gate: (_arg: object, listener: (state: typeof opened) => void) => (listener(opened), () => undefined),
      mediaQuestions: () => () => undefined,
    },
  };
  const engine = new Engine({ main, store: { calls: store }, log: log, mark: () => undefined } as unknown as EngineLinks, () =>
    Promise.resolve(openSdk),
  );
  const handlers = await engine.boot();
  await engine.goLive();
  expect(failed, log.lines.join()).toEqual([]);
  const sync = new SyncApi(client, {}, { logger: quiet } as never);
  const syncs = async (response: ReturnType<typeof answer>, fromServer: boolean): Promise<void> => {
    for (const event of response.rooms.join[roomId].timeline.events)
      rows.push({ row: rowOf(event, 1), line: 1, pos: rows.length, notify: null });
    history.changed.tell([roomId]);
    await sync['processSyncResponse']({ nextSyncToken: 's', catchingUp: false } as never, response as never);
    if (fromServer) client.emit(ClientEvent.Sync, SyncState.Syncing, SyncState.Prepared, {});
    await turns.after({ fromServer, isLive: fromServer });
    await new Promise((resolve) => setTimeout(resolve));
  };
  return { engine, handlers, syncs, sent, kept: () => [...outbox.entries.keys()] };
}

test.each([
  { where: 'in a room that is looked at', isOpen: true },
  { where: 'in a room that nobody looks at', isOpen: false },
])('what the timeline holds leaves the outbox before anything is sent, $where', async ({ isOpen }) => {
  const { engine, handlers, syncs, sent, kept } = await started('cached', 'synced', 'new');
  let shown: readonly string[] = [];
  let list = emptyList as Exclude<ReturnType<typeof applyPatch<{ id: string }>>, 'resubscribe'>;
  if (isOpen) {
    handlers.streams.timeline({ roomId }, (patch) => {
      list = applyPatch(list, patch) as typeof list;
      shown = list.items.map(({ id }) => id);
    });
  }
  await syncs(answer('cached'), false);
  if (isOpen) await expect.poll(() => shown).toContain('new');
  expect({ sent, kept: kept() }).toEqual({ sent: [], kept: ['synced', 'new'] });
  await syncs(answer('synced'), true);
  await expect.poll(() => sent).toEqual(['new']);
  expect(kept()).toEqual(['new']);
  if (isOpen) expect(shown.slice(-3)).toEqual(['cached', 'synced', 'new']);
  engine.stop();
});
