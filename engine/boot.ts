import type { Client } from '../core/contracts/contract.ts';
import type { Draft } from '../core/features/drafts/storeCalls.ts';
import type { OutboxEntry } from '../core/features/sending/storeCalls.ts';
import type { StartSnapshot } from '../core/features/snapshot/storeCalls.ts';
import type { StoreContract } from '../core/contracts/store.ts';
import { begunAnewValue } from '../core/features/history/begunAnew.ts';
import { readPerson } from '../core/features/rooms/readRoom.ts';
import type { Person } from '../core/features/rooms/model.ts';
import { fromJson, unreadable } from '../core/read/read.ts';

/** All that the store has to say before the SDK is there, fetched in one round. */
export interface BootData {
  readonly snapshot: StartSnapshot;
  readonly outbox: readonly OutboxEntry[];
  readonly drafts: readonly Draft[];
  /** The account's own name, as it was last known. */
  readonly me: Person | null;
  /** People do not want to be reminded to make a recovery key. */
  readonly recoveryKeyPutOff: boolean;
  /** Rooms marked as unread that the server has not heard of. */
  readonly unreadMarks: string | null;
  /** What was pinned or not any more, likewise. */
  readonly pins: string | null;
  /** The history had to be begun anew, and nobody has read that yet. */
  readonly historyAnew: boolean;
}

export const meValue = 'me';
export const unreadMarksValue = 'unreadMarks';
export const pinsValue = 'pins';
export const putOffValue = 'recoveryKeyPutOff';

export async function loadBootData(store: Client<StoreContract>): Promise<BootData> {
  const [snapshot, outbox, drafts, me, putOff, anew, unreadMarks, pins] = await Promise.all([
    store.calls.startSnapshot({}),
    store.calls.outbox({}),
    store.calls.drafts({}),
    store.calls.getValue({ name: meValue }),
    store.calls.getValue({ name: putOffValue }),
    store.calls.getValue({ name: begunAnewValue }),
    store.calls.getValue({ name: unreadMarksValue }),
    store.calls.getValue({ name: pinsValue }),
  ]);
  const person = fromJson(me, readPerson);
  return {
    snapshot,
    outbox,
    drafts,
    me: person === unreadable ? null : person,
    recoveryKeyPutOff: putOff !== null,
    historyAnew: anew !== null,
    unreadMarks,
    pins,
  };
}
