import type { AppError, VaultReason } from '../errors.ts';
import type { Account } from './account.ts';

/** Counts effects; a result that carries an older one is stale and ignored. */
export type Attempt = number;

/** Counts access tokens of an account, in the memory of the main process; 0 means none yet. */
export type Epoch = number;

/** Why everything was destroyed. */
export type EraseReason =
  | 'signedOutElsewhere' // the server ended the session (hard logout)
  | 'deviceReplaced' // the device was deleted and made again while signed out softly (D3)
  | 'signedOutHere' // the person signed out
  | 'startedOver'; // the person chose it for data that cannot be opened (J3, J6)

export type EraseStepName = 'keys' | 'messages' | 'files' | 'traces';
export type EraseStepStatus = 'waiting' | 'running' | 'done' | 'retrying';
/** keys = keychain entry; messages = engine, store and crypto data; files = tokens, media; traces = cookies, notifications, records. */
export type EraseProgress = { readonly [Name in EraseStepName]: EraseStepStatus };

interface SignedIn {
  readonly account: Account;
  readonly epoch: Epoch;
  /** When the access token ends, as announced (milliseconds since the epoch), or null. Only shown; time is kept on a monotonic clock. */
  readonly expiresAt: number | null;
}

/** What the server said, or that it did not, when the session was last judged. */
export type CheckOrigin = 'active' | 'expired' | 'resuming' | 'locked';

export type SessionState =
  | { readonly phase: 'starting'; readonly attempt: Attempt }
  | { readonly phase: 'signedOut'; readonly problem: AppError | null; readonly homeserver: string; readonly username: string }
  | {
      readonly phase: 'signingIn';
      readonly attempt: Attempt;
      readonly homeserver: string;
      readonly username: string;
      readonly step: 'asking' | 'keeping';
    }
  /** The engine opens its data; the page already paints from the snapshot. */
  | (SignedIn & { readonly phase: 'opening' })
  | (SignedIn & { readonly phase: 'active' })
  /** A 401 is being judged: `GET /account/whoami` with the same token. `problem`: why there is no answer yet. */
  | (SignedIn & { readonly phase: 'checking'; readonly attempt: Attempt; readonly origin: CheckOrigin; readonly problem: AppError | null; readonly tries: number })
  /** Signed out softly. `since`: milliseconds since the epoch. */
  | (SignedIn & { readonly phase: 'expired'; readonly since: number; readonly problem: AppError | null; readonly attempt: Attempt })
  | (SignedIn & { readonly phase: 'resuming'; readonly since: number; readonly attempt: Attempt; readonly step: 'probing' | 'asking' | 'confirming' | 'keeping' })
  | (SignedIn & { readonly phase: 'locked'; readonly message: string; readonly attempt: Attempt })
  | (SignedIn & { readonly phase: 'signingOut'; readonly attempt: Attempt; readonly origin: 'active' | 'expired' | 'locked'; readonly problem: AppError | null; readonly since: number })
  | { readonly phase: 'erasing'; readonly reason: EraseReason; readonly at: number; readonly progress: EraseProgress; readonly attempt: Attempt }
  | { readonly phase: 'erased'; readonly reason: EraseReason; readonly at: number; readonly progress: EraseProgress }
  | { readonly phase: 'keychainUnreadable'; readonly reason: VaultReason; readonly attempt: Attempt }
  | { readonly phase: 'keychainUnavailable'; readonly attempt: Attempt }
  | { readonly phase: 'keyMissing'; readonly account: Account }
  | { readonly phase: 'storeCorrupt'; readonly account: Account; readonly epoch: Epoch; readonly error: AppError };

export type Phase = SessionState['phase'];
export type StateOf<P extends Phase> = Extract<SessionState, { phase: P }>;
