import type { IStateEventWithRoomId } from 'matrix-js-sdk/lib/@types/search.js';
import { Filter } from 'matrix-js-sdk/lib/filter.js';
import type { ISavedSync } from 'matrix-js-sdk/lib/store/index.js';
import { MemoryStore } from 'matrix-js-sdk/lib/store/memory.js';
import type { ISyncResponse } from 'matrix-js-sdk/lib/sync-accumulator.js';
import type { Client } from '../../../core/contracts/contract.ts';
import type { StoreContract } from '../../../core/contracts/store.ts';
import type { RoomId } from '../../../core/ids.ts';
import { isTimelineEvent } from '../answers/tidyEvents.ts';
import type { SavedSyncLog } from './savedSync.sdk.ts';
import type { StartCache } from './startCache.sdk.ts';

type MemberCalls = Pick<Client<StoreContract>['calls'], 'loadMembers' | 'putMembers'>;

/** The SDK's store over ours: its model stays in memory, what must outlive the app goes into the encrypted file. */
export class SyncStore extends MemoryStore {
  private readonly saved: SavedSyncLog;
  private readonly startCache: StartCache;
  private readonly members: MemberCalls;
  /** Told of each answer once it is saved; the SDK waits for it. */
  onSaved: ((answer: ISyncResponse) => Promise<void>) | null = null;

  constructor(saved: SavedSyncLog, startCache: StartCache, members: MemberCalls) {
    super();
    this.saved = saved;
    this.startCache = startCache;
    this.members = members;
  }

  override async isNewlyCreated(): Promise<boolean> {
    return (await this.saved.load()) === null;
  }

  override getSavedSync(): Promise<ISavedSync | null> {
    return this.saved.load();
  }

  override async getSavedSyncToken(): Promise<string | null> {
    return (await this.saved.load())?.nextBatch ?? null;
  }

  /** The SDK calls this after it has processed the answer, and waits for it before it asks for the next. */
  override async setSyncData(answer: ISyncResponse): Promise<void> {
    await this.saved.append(answer);
    if (this.saved.isSaved) await this.onSaved?.(answer);
  }

  override async getOutOfBandMembers(roomId: string): Promise<IStateEventWithRoomId[] | null> {
    const text = await this.members.loadMembers({ roomId: roomId as RoomId });
    // Saved, perhaps, by a version that left no member out.
    return text === null ? null : (JSON.parse(text) as IStateEventWithRoomId[]).filter(isTimelineEvent);
  }

  override setOutOfBandMembers(roomId: string, events: IStateEventWithRoomId[]): Promise<void> {
    return this.members.putMembers({ roomId: roomId as RoomId, members: JSON.stringify(events) });
  }

  override clearOutOfBandMembers(roomId: string): Promise<void> {
    return this.members.putMembers({ roomId: roomId as RoomId, members: null });
  }

  override getFilterIdByName(name: string): string | null {
    const { filter } = this.startCache.value;
    return filter?.name === name ? filter.id : null;
  }

  override getFilter(userId: string, filterId: string): Filter | null {
    const { filter } = this.startCache.value;
    return filter?.id === filterId ? Filter.fromJson(userId, filterId, filter.definition) : super.getFilter(userId, filterId);
  }

  override setFilterIdByName(name: string, filterId?: string): void {
    const userFilter = filterId === undefined ? null : this.newFilters.get(filterId);
    if (filterId !== undefined && userFilter)
      this.startCache.keep({ filter: { name, id: filterId, definition: userFilter.getDefinition() } });
    else this.startCache.keep({ filter: undefined });
  }

  override storeFilter(filter: Filter): void {
    super.storeFilter(filter);
    if (filter.filterId) this.newFilters.set(filter.filterId, filter);
  }

  private readonly newFilters = new Map<string, Filter>();
}
