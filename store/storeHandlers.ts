import type { Handlers } from '../core/contracts/contract.ts';
import type { StoreContract } from '../core/contracts/store.ts';
import { draftsTable } from './tables/draftsTable.ts';
import type { StoreFile } from './file/storeFile.ts';
import { historyHandlers } from './history/historyHandlers.ts';
import { membersTable } from './tables/membersTable.ts';
import { outboxTable } from './tables/outboxTable.ts';
import { snapshotTable } from './tables/snapshotTable.ts';
import { syncTable } from './tables/syncTable.ts';
import { valuesTable } from './tables/valuesTable.ts';

/** What the engine may ask of an open file. */
export function storeHandlers(file: StoreFile): Handlers<StoreContract> {
  const snapshot = snapshotTable(file);
  const sync = syncTable(file);
  const members = membersTable(file);
  const values = valuesTable(file);
  const outbox = outboxTable(file);
  const drafts = draftsTable(file);
  return {
    calls: {
      startSnapshot: () => snapshot.start(),
      roomSnapshot: ({ roomId }) => snapshot.room(roomId),
      putSnapshot: (change) => snapshot.put(change),
      loadSync: () => sync.load(),
      appendSync: ({ sync: text }) => sync.append(text),
      compactSync: ({ base }) => sync.compact(base),
      loadMembers: ({ roomId }) => members.load(roomId),
      putMembers: ({ roomId, members: text }) => members.put(roomId, text),
      getValue: ({ name }) => values.get(name),
      putValue: ({ name, value }) => values.put(name, value),
      outbox: () => outbox.all(),
      putOutbox: ({ entry }) => outbox.put(entry),
      dropOutbox: ({ txnId }) => outbox.drop(txnId),
      drafts: () => drafts.all(),
      putDraft: (draft) => drafts.put(draft),
      ...historyHandlers(file, sync),
    },
    streams: {},
  };
}
