import type { AppError, VaultReason } from '../errors.ts';
import type { Account, Remains } from './account.ts';
import type { DeviceCode, QrStep, SignInAgainMethod, SignInMethod } from './method.ts';

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

interface Counted {
  /** The attempt that is under way, or the last one. */
  readonly attempt: Attempt;
}

/** What every signed-in phase carries along. */
export interface SignedIn extends Counted {
  readonly account: Account;
  readonly epoch: Epoch;
  /** When the access token ends, as announced (milliseconds since the epoch), or null. Only shown; time is kept on a monotonic clock. */
  readonly expiresAt: number | null;
  /** A refresh token is there, so that the end of the access token is nothing people need to see (section B). */
  readonly refreshable: boolean;
  /** The token came by a refresh, and the server has not yet accepted it (I9). */
  readonly unproven: boolean;
}

/** The phase that a check came from. */
export type CheckOrigin = 'active' | 'expired' | 'locked';

/**
 * The phase that a sign-out goes back to when it is called off; `ending`: `checking`, whether the homeserver has heard of the session's
 * end.
 */
export type LeaveOrigin = 'active' | 'expired' | 'locked' | 'rejected' | 'ending';

/** The phase that goes on after a refresh; the page looks like it meanwhile. */
export type RefreshOrigin = 'opening' | 'active' | 'locked';

/**
 * Why a refresh was asked for: the end is near, or the server has rejected the token already. `doubt`: what a refresh has just given was
 * rejected, so whoami is asked before anything else.
 */
export type RefreshCause = 'due' | 'soft' | 'hard' | 'doubt';

/** What is the matter with a keychain entry: a newer Latchkey has written it, or something has damaged it. */
export type KeyTrouble = 'newer' | 'damaged';

/**
 * Why an account is not opened although everything may be there: its key; or the record of all accounts, which a newer Latchkey has written
 * (J16).
 */
export type Unusable = KeyTrouble | 'recordNewer';

interface Phases {
  starting: Counted;
  signedOut: Counted & {
    readonly problem: AppError | null;
    readonly homeserver: string;
    readonly username: string;
  };
  signingIn: Counted & {
    readonly homeserver: string;
    readonly username: string;
    readonly method: SignInMethod;
    readonly step: 'asking' | 'browser' | 'qr' | 'keeping';
    readonly code: DeviceCode | null;
    readonly qr: QrStep | null;
  };
  /** The engine opens its data; the page already paints from the snapshot. */
  opening: SignedIn;
  active: SignedIn & {
    /** Why signing in early did not succeed (L1). */
    readonly problem: AppError | null;
  };
  /** A 401 is being judged: `GET /account/whoami` with the same token. */
  checking: SignedIn & {
    readonly origin: CheckOrigin;
    /** Why there is no answer yet. */
    readonly problem: AppError | null;
    readonly tries: number;
    /** `since`, `unclear`: of the expiry it came from. */
    readonly since: number;
    readonly unclear: boolean;
    /** Answers so far that say the session is destroyed. */
    readonly hards: number;
    /** Its refresh token was refused, and is worth one more try if the session lives (B11). */
    readonly doubted: boolean;
    /** The authorisation server has ended the session, so that an answer that says it lives is believed only after so many more (I12). */
    readonly looks: number;
  };
  /** A new access token is being asked for. */
  refreshing: SignedIn & {
    readonly origin: RefreshOrigin;
    readonly cause: RefreshCause;
    /** Requests wait for it. */
    readonly held: boolean;
    readonly problem: AppError | null;
    readonly tries: number;
    /** `message`, `since`: of the lock it came from. */
    readonly message: string;
    readonly since: number | null;
  };
  /** The server rejects each token that it has just issued (I9). */
  rejected: SignedIn & {
    /** What the last try met. */
    readonly problem: AppError | null;
    readonly tries: number;
  };
  /** Signed out softly. */
  expired: SignedIn & {
    /** Milliseconds since the epoch. */
    readonly since: number;
    readonly problem: AppError | null;
    /** Or the device is gone, which only signing in again can tell (C26). */
    readonly unclear: boolean;
    /** Answers that say the session is destroyed, since one has contradicted it; one that is lost does not. */
    readonly hards: number;
  };
  /** Signing in again on the same device. */
  resuming: SignedIn & {
    /** active: early, while the old token still lives (L1). */
    readonly origin: 'active' | 'expired';
    /** Requests wait, because whoami is still to confirm that the old token has ended. */
    readonly held: boolean;
    /** `since`, `unclear`, `hards`: of the expiry it came from. */
    readonly since: number;
    readonly unclear: boolean;
    readonly hards: number;
    readonly method: SignInAgainMethod;
    readonly step: 'probing' | 'asking' | 'browser' | 'confirming' | 'keeping';
    readonly code: DeviceCode | null;
  };
  locked: SignedIn & {
    /** The server's text. */
    readonly message: string;
    readonly since: number | null;
  };
  signingOut: SignedIn & {
    /** Answers, since the server could not be told, that say the session is destroyed. */
    readonly hards: number;
    readonly origin: LeaveOrigin;
    readonly problem: AppError | null;
    readonly since: number;
    readonly message: string;
    /** As in the expired session that it came from. */
    readonly unclear: boolean;
  };
  erasing: Counted & { readonly reason: EraseReason; readonly at: number; readonly progress: EraseProgress };
  erased: Counted & { readonly reason: EraseReason; readonly at: number; readonly progress: EraseProgress };
  keychainUnreadable: Counted & { readonly reason: VaultReason };
  keychainUnavailable: Counted;
  keyMissing: Counted & { readonly account: Remains };
  /** The keychain has an entry, but it cannot be read as ours (J12). */
  keyUnusable: Counted & { readonly account: Remains; readonly why: Unusable };
  storeCorrupt: Counted & {
    readonly account: Account;
    readonly error: AppError;
    /** `refreshable`, `hards`: of the token that may still be at hand, see `cells/watched.ts`. */
    readonly refreshable: boolean;
    readonly hards: number;
  };
}

export type Phase = keyof Phases;
export type StateOf<P extends Phase> = { readonly [Q in P]: Phases[Q] & { readonly phase: Q } }[P];
export type SessionState = StateOf<Phase>;
