/** What the account's secret storage could still open on this device (CS "Secrets"). */
export type Recovery =
  /** Nothing, as far as is known. */
  | { readonly is: 'nothing' }
  /** `opens`: older messages through the key backup, or only that others know this device as the account's own. `phrase`: a security phrase opens it, too. */
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
