import type { Client } from '../../core/contracts/contract.ts';
import type { Draft } from '../../core/features/drafts/storeCalls.ts';
import type { StoreContract } from '../../core/contracts/store.ts';
import type { RoomId } from '../../core/ids.ts';

/** Text that waits in composers; durable before a change is answered. */
export class SavedDrafts {
  private readonly texts: Map<RoomId, string>;
  private readonly store: Pick<Client<StoreContract>['calls'], 'putDraft'>;

  constructor(store: Pick<Client<StoreContract>['calls'], 'putDraft'>, saved: readonly Draft[]) {
    this.store = store;
    this.texts = new Map(saved.map(({ roomId, text }) => [roomId, text]));
  }

  get(roomId: RoomId): string {
    return this.texts.get(roomId) ?? '';
  }

  async set(roomId: RoomId, text: string): Promise<void> {
    await this.store.putDraft({ roomId, text });
    if (text === '') this.texts.delete(roomId);
    else this.texts.set(roomId, text);
  }
}
