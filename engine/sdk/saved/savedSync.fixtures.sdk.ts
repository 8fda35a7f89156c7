import type { IRoomEvent, ISyncResponse } from 'matrix-js-sdk/lib/sync-accumulator.js';
import type { DiskTrouble } from '../../../core/features/status/model.ts';
import { FakeLog } from '../../FakeLog.ts';
import { FakeSyncStore } from './FakeSyncStore.ts';
import { SavedSyncLog } from './savedSync.sdk.ts';

export const roomId = '!a:hs';

/** The n-th: one message, and what is not to be saved. */
export function answer(n: number, text = `text ${n}`, limited = false): ISyncResponse {
  const event = {
    event_id: `$${n}`,
    type: 'm.room.message',
    sender: '@a:hs',
    origin_server_ts: n,
    content: { body: text },
    unsigned: { age: 50 },
  };
  return {
    next_batch: `s${n}`,
    account_data: { events: [] },
    to_device: { events: [{ type: 'm.room.encrypted', sender: '@a:hs', content: {} }] },
    rooms: {
      join: {
        [roomId]: {
          summary: {},
          state: { events: [] },
          account_data: { events: [] },
          unread_notifications: {},
          ephemeral: { events: [{ type: 'm.typing', content: { user_ids: [] } }] },
          timeline: { events: [event as unknown as IRoomEvent], limited, prev_batch: `p${n}` },
        },
      },
      invite: {},
      leave: {},
      knock: {},
    },
  } as unknown as ISyncResponse;
}

export function setUp(store = new FakeSyncStore()) {
  const disk: (DiskTrouble | null)[] = [];
  return { store, disk, saved: new SavedSyncLog(store, new FakeLog(), (trouble) => disk.push(trouble)) };
}

/** What the SDK would begin with. */
export async function loaded(store: FakeSyncStore): Promise<{ token: string | undefined; events: string[] }> {
  const data = await setUp(store).saved.load();
  return { token: data?.nextBatch, events: data?.roomsData.join[roomId]?.timeline.events.map((event) => event.event_id) ?? [] };
}
