import type { EraseReason } from './states.ts';

/** A keychain entry that must go; the device tells it from one that a later sign-in made under that name. */
export interface EntryToErase {
  readonly name: string;
  readonly deviceId: string | null;
  /** This is an earlier erase that is done but for its keys: a later sign-in may have made what stands under this name now. */
  readonly dataGone?: boolean | undefined;
}

/** What is being destroyed, as it is written down before it begins. No secret; the names in it go with it. */
export interface EraseJournal {
  readonly v: 1;
  readonly slug: string;
  /** Crossed out as they go. */
  readonly vaultEntries: readonly EntryToErase[];
  readonly reason: EraseReason;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Everything but the keychain is done. */
  readonly dataGone: boolean;
}
