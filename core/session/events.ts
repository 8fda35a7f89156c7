import type { AppError, VaultReason } from '../errors.ts';
import type { Account, Remains } from './account.ts';
import type { EraseJournal } from './eraseJournal.ts';
import type { DeviceCode, QrStep, SignInAgainMethod, SignInMethod } from './method.ts';
import type { Attempt, EraseProgress, EraseReason, Epoch, Unusable } from './states.ts';

/** What the server's answer to an authenticated request says about the session. */
export type TokenVerdict =
  | { readonly is: 'alive' }
  /** 401 M_UNKNOWN_TOKEN, soft_logout exactly true. `unclear`: it was not, but a sign-in whose answer was lost may be why (C26). */
  | { readonly is: 'soft'; readonly unclear?: true }
  /** 401 M_UNKNOWN_TOKEN, soft_logout anything else or missing. */
  | { readonly is: 'hard' }
  | { readonly is: 'locked'; readonly message: string }
  /** Nothing that says anything about the session: no answer, 5xx, HTML, another error code … */
  | { readonly is: 'noAnswer'; readonly error: AppError };

/** What was found on this computer of an account, or of none (J10). */
export type LookOutcome =
  | { readonly is: 'firstRun' }
  | {
      readonly is: 'open';
      readonly account: Account;
      readonly expiredSince: number | null;
      readonly hasTokens: boolean;
      readonly refreshable: boolean;
      readonly expiresAt: number | null;
      readonly now: number;
      /** The authorisation server has said that the session is over, the homeserver has not (I12). */
      readonly ending: boolean;
    }
  | { readonly is: 'keyMissing'; readonly account: Remains }
  | { readonly is: 'keyUnusable'; readonly account: Remains; readonly why: Unusable }
  | { readonly is: 'keychainUnreadable'; readonly reason: VaultReason }
  | { readonly is: 'keychainUnavailable' }
  | { readonly is: 'storeCorrupt'; readonly account: Account; readonly error: AppError; readonly refreshable: boolean };

/** What an erase of an earlier run has left. */
export type EarlierErase =
  /** It was cut off, and goes on by its journal (E3). */
  | { readonly is: 'eraseUnfinished'; readonly journal: EraseJournal }
  /** It is done, and nobody has read why (E6). `keysLeft`: the keychain has not let go of everything yet (E4). */
  | { readonly is: 'eraseUnread'; readonly reason: EraseReason; readonly at: number; readonly keysLeft: boolean };

/** How an account begins. */
export type StartOutcome = LookOutcome | EarlierErase;

/**
 * `attempt`: of the effect whose result it is; `epoch`: of the token it is about. One that is no longer the state's counts for nothing,
 * which `step()` sees to. Whatever brings a token says `newEpoch`.
 */
export type SessionEvent =
  | { readonly type: 'started'; readonly attempt: Attempt; readonly outcome: StartOutcome }
  /** The page asks; the password travels beside the machine, never in an event. */
  | { readonly type: 'signInAsked'; readonly homeserver: string; readonly username: string; readonly method: SignInMethod }
  | {
      readonly type: 'signedIn';
      readonly attempt: Attempt;
      readonly account: Account;
      readonly expiresAt: number | null;
      readonly refreshable: boolean;
    }
  /** The rest happens in the system browser; `code`: what is to be typed there. */
  | { readonly type: 'browserOpened'; readonly attempt: Attempt; readonly code: DeviceCode | null }
  /** What is to be done next on the other device, or here (MSC4108). */
  | { readonly type: 'qrStepped'; readonly attempt: Attempt; readonly qr: QrStep }
  | { readonly type: 'signInFailed'; readonly attempt: Attempt; readonly error: AppError }
  | { readonly type: 'signInKeeping'; readonly attempt: Attempt }
  | { readonly type: 'cancelled' }
  | { readonly type: 'engineReady' }
  | { readonly type: 'openFailed'; readonly error: AppError }
  /** The engine's request with the token of `epoch` was answered like this. */
  | { readonly type: 'tokenJudged'; readonly epoch: Epoch; readonly verdict: TokenVerdict; readonly now: number }
  /** Our own `whoami` was answered like this. */
  | { readonly type: 'probed'; readonly attempt: Attempt; readonly verdict: TokenVerdict; readonly now: number }
  | { readonly type: 'probeDue'; readonly attempt: Attempt }
  /** The announced lifetime of the token is over (L1). */
  | { readonly type: 'expiryReached'; readonly epoch: Epoch; readonly now: number }
  | { readonly type: 'signInAgainAsked'; readonly method: SignInAgainMethod; readonly now: number }
  /** The server gave a token for our user and device. */
  | { readonly type: 'answered'; readonly attempt: Attempt }
  | { readonly type: 'signInAgainFailed'; readonly attempt: Attempt; readonly error: AppError }
  /** whoami and /keys/query agree that the new token is for our device, with our keys. */
  | { readonly type: 'confirmed'; readonly attempt: Attempt }
  /** The server no longer has our keys under our device ID (D3). */
  | { readonly type: 'deviceReplaced'; readonly attempt: Attempt; readonly now: number }
  /** The same, found out while a session runs with the token of `epoch` (D11). */
  | { readonly type: 'keysGone'; readonly epoch: Epoch; readonly now: number }
  | {
      readonly type: 'resumed';
      readonly attempt: Attempt;
      readonly newEpoch: Epoch;
      readonly expiresAt: number | null;
      readonly refreshable: boolean;
    }
  /** The access token of `epoch` is about to end. */
  | { readonly type: 'refreshDue'; readonly epoch: Epoch }
  /**
   * A new token is current and sealed: by a refresh (`unproven`), or by main's own sign-in after a changed password. A fact in every phase.
   */
  | {
      readonly type: 'renewed';
      readonly newEpoch: Epoch;
      readonly expiresAt: number | null;
      readonly refreshable: boolean;
      readonly unproven: boolean;
    }
  /**
   * transient: asked again later with the same refresh token (B9). refused: the token is worthless; refusedSoftly: the server said
   * soft_logout (B10); doubted: refused for the first time in words that something in between may have said, so it is kept until whoami has
   * spoken (B11); over: the authorisation server says that the session has ended (invalid_grant), which the homeserver may hear of minutes
   * later (I12).
   */
  | {
      readonly type: 'refreshFailed';
      readonly attempt: Attempt;
      readonly is: 'transient' | 'doubted' | 'refused' | 'refusedSoftly' | 'over';
      readonly retryAfterMs: number | null;
      readonly error: AppError;
      readonly now: number;
    }
  /** The server has answered a sync with the token of `epoch`. */
  | { readonly type: 'synced'; readonly epoch: Epoch }
  | { readonly type: 'signOutAsked'; readonly now: number }
  /** People ended the session at the server from here: everywhere signed out, account closed (F2, F9). */
  | { readonly type: 'endedHere'; readonly now: number }
  | { readonly type: 'signedOut'; readonly attempt: Attempt; readonly now: number }
  | { readonly type: 'signOutFailed'; readonly attempt: Attempt; readonly error: AppError; readonly now: number }
  | { readonly type: 'eraseAnywayAsked'; readonly now: number }
  | { readonly type: 'startOverAsked'; readonly now: number }
  | { readonly type: 'eraseProgressed'; readonly attempt: Attempt; readonly progress: EraseProgress }
  | { readonly type: 'eraseEnded'; readonly attempt: Attempt; readonly progress: EraseProgress }
  | { readonly type: 'noticeRead' }
  /** A disk that was full has room again (K3). */
  | { readonly type: 'roomCame'; readonly attempt: Attempt }
  | { readonly type: 'retryAsked' };

export type EventType = SessionEvent['type'];
export type EventOf<T extends EventType> = Extract<SessionEvent, { type: T }>;
