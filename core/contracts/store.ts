import { compose } from '../declare/declare.ts';
import type { ContractOf } from '../declare/declare.ts';
import { savedValuesOffer } from '../features/app/storeCalls.ts';
import type { storeControlOffer } from '../features/app/storeCalls.ts';
import { decryptionOffer } from '../features/decryption/calls.ts';
import { savedDraftsOffer } from '../features/drafts/storeCalls.ts';
import { historyOffer } from '../features/history/calls.ts';
import { savedMembersOffer } from '../features/members/storeCalls.ts';
import { outboxOffer } from '../features/sending/storeCalls.ts';
import { savedSnapshotOffer } from '../features/snapshot/storeCalls.ts';
import { savedSyncOffer } from '../features/sync/storeCalls.ts';
import { timelineStoreOffer } from '../features/timeline/storeCalls.ts';

export const storeOffer = compose(
  savedSnapshotOffer,
  savedSyncOffer,
  savedMembersOffer,
  outboxOffer,
  savedDraftsOffer,
  savedValuesOffer,
  historyOffer,
  decryptionOffer,
  timelineStoreOffer,
);

/**
 * engine → store; the store process serves it. Everything lies in two encrypted SQLite files. An answered write outlives every process; of
 * outbox, drafts and values also a power cut.
 */
export type StoreContract = ContractOf<typeof storeOffer>;

/** main → store: opening and closing, before any engine talks to it. */
export type StoreControlContract = ContractOf<typeof storeControlOffer>;
