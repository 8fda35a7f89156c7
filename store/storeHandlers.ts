import type { Handlers } from '../core/contracts/contract.ts';
import type { StoreContract } from '../core/contracts/store.ts';
import type { StoreFile } from './file/storeFile.ts';
import { decryptionHandlers } from './history/decryptionHandlers.ts';
import { historyHandlers } from './history/historyHandlers.ts';
import { timelineHandlers } from './history/timelineHandlers.ts';
import { draftsTable } from './own/draftsTable.ts';
import { outboxTable } from './own/outboxTable.ts';
import { valuesTable } from './own/valuesTable.ts';
import { membersTable } from './tables/membersTable.ts';
import { snapshotTable } from './tables/snapshotTable.ts';
import { syncTable } from './tables/syncTable.ts';

type Calls = Handlers<StoreContract>['calls'];
type OwnCall = 'getValue' | 'putValue' | 'outbox' | 'putOutbox' | 'dropOutbox' | 'drafts' | 'putDraft';

/** What the engine may ask of the file that holds what people have made. */
export function ownCalls(own: StoreFile): Pick<Calls, OwnCall> {
  const values = valuesTable(own);
  const outbox = outboxTable(own);
  const drafts = draftsTable(own);
  return {
    getValue: ({ name }) => values.get(name),
    putValue: ({ name, value }) => values.put(name, value),
    outbox: () => outbox.all(),
    putOutbox: ({ entry }) => outbox.put(entry),
    dropOutbox: ({ txnId }) => outbox.drop(txnId),
    drafts: () => drafts.all(),
    putDraft: (draft) => drafts.put(draft),
  };
}

/** What it may ask of the other one, which could be fetched again. */
export function historyCalls(history: StoreFile): Omit<Calls, OwnCall> {
  const snapshot = snapshotTable(history);
  const sync = syncTable(history);
  const members = membersTable(history);
  return {
    startSnapshot: () => snapshot.start(),
    roomSnapshot: ({ roomId }) => snapshot.room(roomId),
    putSnapshot: (change) => snapshot.put(change),
    loadSync: () => sync.load(),
    appendSync: ({ sync: text }) => sync.append(text),
    compactSync: ({ base }) => sync.compact(base),
    loadMembers: ({ roomId }) => members.load(roomId),
    putMembers: ({ roomId, members: text }) => members.put(roomId, text),
    ...historyHandlers(history, sync),
    ...decryptionHandlers(history),
    ...timelineHandlers(history),
  };
}
