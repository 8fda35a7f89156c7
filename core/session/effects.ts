import type { Account, Remains } from './account.ts';
import type { EraseJournal } from './eraseJournal.ts';
import type { SessionEvent } from './events.ts';
import type { SignInAgainMethod, SignInMethod } from './method.ts';
import type { Attempt, EraseReason } from './states.ts';

/**
 * What main does when the machine says so; each that can end reports an event with its `attempt`.
 * The runner performs them in order; `record` is durable before those behind it start.
 */
export type SessionEffect =
  /** Reads record, keychain and store → `started`. */
  | { readonly do: 'inspect'; readonly attempt: Attempt }
  /**
   * Discovery and sign-in on a new device; keeps key and tokens durably → `browserOpened`, `qrStepped`, `signInKeeping`, `signedIn` |
   * `signInFailed`.
   */
  | {
      readonly do: 'signIn';
      readonly attempt: Attempt;
      readonly homeserver: string;
      readonly username: string;
      readonly method: SignInMethod;
    }
  /** Stops a running signIn or resume; a token that arrives later is logged out. */
  | { readonly do: 'abandon'; readonly attempt: Attempt }
  /** Starts engine and store of the account → `engineReady` | `openFailed`. Without effect when they run. */
  | { readonly do: 'open'; readonly account: Account }
  /** Closes engine and store, keeping everything. */
  | { readonly do: 'close' }
  /** Writes down that the session is expired since then, or that it is not (null). */
  | { readonly do: 'record'; readonly account: Account; readonly expiredSince: number | null }
  /** Lets the engine's held requests go, with the current token. `retry`: a request that met a 401 is sent again; else it fails softly. */
  | { readonly do: 'release'; readonly retry: boolean }
  /** Stops requests of the engine until `release`. */
  | { readonly do: 'hold' }
  /** `GET /account/whoami` with the current token → `probed`; where no token is left the verdict is `soft`. */
  | { readonly do: 'probe'; readonly account: Account; readonly attempt: Attempt }
  /** Asks for a token for the stored user and device ID; checks both in the answer → `browserOpened`, `answered` | `signInAgainFailed`. */
  | { readonly do: 'login'; readonly account: Account; readonly attempt: Attempt; readonly method: SignInAgainMethod }
  /** A new access token for the refresh token, sealed before it is used → `renewed` | `refreshFailed`. Never two at a time. */
  | { readonly do: 'refresh'; readonly account: Account; readonly attempt: Attempt }
  /** The refresh token that was doubted is worthless: it is kept no longer. */
  | { readonly do: 'dropRefreshToken'; readonly account: Account }
  /** whoami and /keys/query with the new token → `confirmed` | `deviceReplaced` | `signInAgainFailed`. */
  | { readonly do: 'confirm'; readonly account: Account; readonly attempt: Attempt }
  /** Seals the new token durably and makes it current → `resumed` | `signInAgainFailed`. */
  | { readonly do: 'keep'; readonly account: Account; readonly attempt: Attempt }
  /** `POST /logout` → `signedOut` | `signOutFailed`. */
  | { readonly do: 'logout'; readonly account: Account; readonly attempt: Attempt }
  /** Logs out the new, not yet kept token. */
  | { readonly do: 'discardNewToken'; readonly account: Account }
  /** Ends the session of the tokens that are there, if any, beside what follows; whether that succeeds is not waited for. */
  | { readonly do: 'leave'; readonly account: Account }
  /** Destroys everything of the account, by the journal → `eraseProgressed` …, `eraseEnded`. */
  | { readonly do: 'erase'; readonly account: Remains; readonly reason: EraseReason; readonly at: number; readonly attempt: Attempt }
  /** Goes on with an erase of an earlier run → as `erase`. */
  | { readonly do: 'finishErase'; readonly journal: EraseJournal; readonly attempt: Attempt }
  /** Waits until the keychain has let go of what erases of earlier runs have left in it → `eraseProgressed`. */
  | { readonly do: 'awaitKeys'; readonly attempt: Attempt }
  /** Looks now and then whether the disk has room again → `roomCame`. */
  | { readonly do: 'awaitRoom'; readonly attempt: Attempt }
  /** People have read why everything was destroyed; the next start need not say it again. */
  | { readonly do: 'forgetNotice'; readonly reason: EraseReason; readonly at: number }
  /** Sends `event` after `ms` milliseconds; `delay` cancels the one before with the same event type. */
  | { readonly do: 'delay'; readonly ms: number; readonly event: SessionEvent };

export type EffectName = SessionEffect['do'];
