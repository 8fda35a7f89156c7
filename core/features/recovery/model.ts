/** What the account's secret storage could still open on this device (CS "Secrets"). */
export type Recovery =
  /** Nothing, as far as is known. */
  | { readonly is: 'nothing' }
  /**
   * `opens`: older messages through the key backup, or only that others know this device as the account's own. `phrase`: a security phrase
   * opens it, too.
   */
  | { readonly is: 'locked'; readonly opens: 'history' | 'device'; readonly phrase: boolean }
  /** `total`: keys in the backup; null: not known yet. */
  | { readonly is: 'restoring'; readonly done: number; readonly total: number | null };

/** How giving the recovery key ended; what the server or the network does is an AppError. */
export type RecoveryOutcome =
  /** Not even the form of a recovery key: mistyped, or not all of it. */
  | { readonly is: 'notAKey' }
  | { readonly is: 'wrongKey' }
  /** The account has no secret storage any more. */
  | { readonly is: 'nothingThere' }
  /** `keys` is null where there is no key backup that this key opens. `signed`: others know this device as the account's own. */
  | { readonly is: 'opened'; readonly keys: { readonly restored: number; readonly unreadable: number } | null; readonly signed: boolean };

/** What is known of the account's recovery key, as the way back to its messages that needs none of its devices (D12). */
export type FoundRecoveryKeyState =
  /** Not known yet, or nothing that this device could make one of. */
  | { readonly is: 'unknown' }
  /** There is none that opens everything. `history`: it would open older messages, too, because there is a key backup. */
  | { readonly is: 'missing'; readonly history: boolean }
  | { readonly is: 'there' };

/** `putOff`: people do not want to be reminded. */
export type RecoveryKeyState =
  Exclude<FoundRecoveryKeyState, { is: 'missing' }> | (Extract<FoundRecoveryKeyState, { is: 'missing' }> & { readonly putOff: boolean });

/** How proving a new recovery key ended, and putting it into force. */
export type KeyKept =
  | { readonly is: 'notAKey' }
  /** What was typed is not the key that was shown. */
  | { readonly is: 'otherKey' }
  /** This device no longer holds what the key is to open: the account's keys were changed on another one. */
  | { readonly is: 'nothingToKeep' }
  | { readonly is: 'kept' };
