import { trusts } from '../../declare/declare.ts';

/** Sync data as JSON texts: the base as of the last compaction, then every sync answer since, oldest first. */
export interface SavedSync {
  readonly base: string | null;
  readonly log: readonly string[];
}

export const savedSyncOffer = {
  calls: {
    loadSync: trusts<Record<string, never>>().gives<SavedSync>(),
    /** Appends one sync answer; what the crypto store got of it must be durable already. */
    appendSync: trusts<{ sync: string }>().gives<{ logLength: number; logBytes: number }>(),
    /** Replaces base and log by a new base, in one transaction. */
    compactSync: trusts<{ base: string }>().gives<void>(),
  },
  streams: {},
};
