/** What main finds on this computer at start, each read for itself. */
interface StartFacts {
  /** `unusable`: an entry is there that cannot be read as ours. */
  readonly keychain: 'present' | 'absent' | 'unreadable' | 'unavailable' | 'unusable';
  /** The account's record in the profile. */
  readonly record: boolean;
  /** The encrypted store's file. */
  readonly store: boolean;
  /** The key opens the store; says nothing where either is missing. */
  readonly keyOpens: boolean;
  /** Keychain entry and record name one device; says nothing where either is missing. */
  readonly sameDevice: boolean;
}

export type StartVerdict =
  'firstRun' | 'open' | 'keyMissing' | 'keyUnusable' | 'keychainUnreadable' | 'keychainUnavailable' | 'storeCorrupt';

/** J1–J6, J10, J12: every combination has one outcome, and none destroys anything. */
export function judgeStart(facts: StartFacts): StartVerdict {
  switch (facts.keychain) {
    case 'unreadable':
      return 'keychainUnreadable';
    case 'unavailable':
      return 'keychainUnavailable';
    case 'unusable':
      // Also where no data are: whoever wrote it may still need it.
      return 'keyUnusable';
    case 'absent':
      return facts.record || facts.store ? 'keyMissing' : 'firstRun';
    case 'present':
      return judgePresent(facts);
  }
}

function judgePresent({ record, store, keyOpens, sameDevice }: StartFacts): StartVerdict {
  // A key without data opens nothing: the next sign-in replaces it.
  if (!record && !store) return 'firstRun';
  if (store && !keyOpens) return 'storeCorrupt';
  if (record && !sameDevice) return 'storeCorrupt';
  // No store file yet: the app ended between keeping the key and opening the store.
  return 'open';
}
