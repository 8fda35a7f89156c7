import type { Handlers } from '../core/contracts/contract.ts';
import type { StoreContract } from '../core/contracts/store.ts';
import { drafts } from './drafts/drafts.ts';
import type { StoreFile } from './file/storeFile.ts';
import { members } from './members/members.ts';
import { outbox } from './outbox/outbox.ts';
import { snapshot } from './snapshot/snapshot.ts';
import { syncCache } from './syncCache/syncCache.ts';
import { values } from './values/values.ts';

/** What the engine may ask of an open file. */
export function storeHandlers(file: StoreFile): Handlers<StoreContract> {
  const screen = snapshot(file);
  const sync = syncCache(file);
  const people = members(file);
  const named = values(file);
  const queue = outbox(file);
  const unsent = drafts(file);
  return {
    calls: {
      startSnapshot: () => screen.start(),
      roomSnapshot: ({ roomId }) => screen.room(roomId),
      putSnapshot: (change) => screen.put(change),
      loadSync: () => sync.load(),
      appendSync: ({ sync: text }) => sync.append(text),
      compactSync: ({ base }) => sync.compact(base),
      loadMembers: ({ roomId }) => people.load(roomId),
      putMembers: ({ roomId, members: text }) => people.put(roomId, text),
      getValue: ({ name }) => named.get(name),
      putValue: ({ name, value }) => named.put(name, value),
      outbox: () => queue.all(),
      putOutbox: ({ entry }) => queue.put(entry),
      dropOutbox: ({ txnId }) => queue.drop(txnId),
      drafts: () => unsent.all(),
      putDraft: (draft) => unsent.put(draft),
    },
    streams: {},
  };
}
