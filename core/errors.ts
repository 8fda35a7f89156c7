/**
 * Everything that can go wrong, as codes with data. Only codes cross links; the cause is logged under `ref`.
 * Words for people are made from them in one exhaustive place in the page.
 */
export type AppError =
  /** No answer: no network, connection refused or cut, time-out. */
  | { readonly code: 'offline' }
  /** The server's name could not be found, or nothing listens there. */
  | { readonly code: 'serverUnknown'; readonly server: string }
  /** Something answers, but it is not a Matrix homeserver. */
  | { readonly code: 'notMatrix'; readonly server: string }
  /** What the person typed cannot be a server's name or address. */
  | { readonly code: 'badServerName'; readonly server: string }
  /** The server's `.well-known/matrix/client` exists but cannot be used (CS "Well-known URIs": FAIL_PROMPT or FAIL_ERROR). */
  | { readonly code: 'discoveryFailed'; readonly server: string; readonly reason: 'unusableFile' | 'badAddress' | 'tooManyRedirects' }
  /** 5xx, or an answer that is not Matrix where Matrix was expected. `status` is the HTTP status. */
  | { readonly code: 'serverFailing'; readonly status: number }
  | { readonly code: 'badCredentials' }
  /** `retryAfterMs` in milliseconds from now. */
  | { readonly code: 'rateLimited'; readonly retryAfterMs: number }
  /** M_USER_LOCKED; `message` is the server's text. */
  | { readonly code: 'accountLocked'; readonly message: string }
  | { readonly code: 'accountDeactivated' }
  /** M_USER_SUSPENDED; `message` is the server's text. */
  | { readonly code: 'accountSuspended'; readonly message: string }
  /** The server offers no password sign-in; `flows` are the types that it does offer. */
  | { readonly code: 'passwordSignInUnsupported'; readonly flows: readonly string[] }
  /** The server does not offer the way of signing in that was asked for. */
  | { readonly code: 'methodUnsupported' }
  /** In the browser somebody, or the server, said no. */
  | { readonly code: 'signInDenied' }
  /** What the browser came back with has been used already or is too old (C14). */
  | { readonly code: 'signInSpent' }
  /** Nobody came back from the browser, or typed the code, in time. */
  | { readonly code: 'browserTimedOut' }
  /** The system opens no browser for us. */
  | { readonly code: 'browserMissing' }
  /** Signing in by QR code ended without a session (MSC4108). */
  | { readonly code: 'qrFailed'; readonly reason: QrReason }
  /** The device that scanned the QR code is signed in at another homeserver, `server`. */
  | { readonly code: 'qrOtherServer'; readonly server: string }
  /** The server answered for another user than the one who was asked to sign in (C7). */
  | { readonly code: 'wrongAccount'; readonly userId: string }
  /** This app is signed in as that user already, in another of its accounts. */
  | { readonly code: 'alreadySignedIn'; readonly userId: string }
  /** The server answered with another device ID than the one that was passed (C8). */
  | { readonly code: 'wrongDevice' }
  /** M_RESOURCE_LIMIT_EXCEEDED; `adminContact` is a URI of the server's. */
  | { readonly code: 'resourceLimit'; readonly message: string; readonly adminContact: string | null }
  /** M_CONSENT_NOT_GIVEN; `uri` is where to consent. */
  | { readonly code: 'consentNeeded'; readonly uri: string }
  /** M_MISSING_TOKEN: something between us and the server removes the authorisation (A6). */
  | { readonly code: 'tokenStripped' }
  /** Any other Matrix error. */
  | { readonly code: 'refused'; readonly errcode: string; readonly status: number; readonly message: string }
  | { readonly code: 'vaultUnreadable'; readonly reason: VaultReason }
  | { readonly code: 'vaultUnavailable' }
  | { readonly code: 'vaultWriteFailed'; readonly reason: VaultReason }
  | { readonly code: 'storeCorrupt'; readonly ref: string }
  /** A newer Latchkey has written what is kept here; it opens again with that one. */
  | { readonly code: 'storeNewer'; readonly ref: string }
  /** The crypto store belongs to another device, or does not open with our key. */
  | { readonly code: 'cryptoStoreMismatch'; readonly ref: string }
  /** The crypto store is older than what this device has told the server: an older copy was put back (D5). */
  | { readonly code: 'cryptoStoreRolledBack'; readonly ref: string }
  | { readonly code: 'diskFull' }
  | { readonly code: 'diskReadOnly' }
  /** The disk takes nothing for now, and does not say why. */
  | { readonly code: 'diskRefuses' }
  | { readonly code: 'engineDied'; readonly process: 'engine' | 'store' }
  /** The session is paused (signed out softly, locked …), so this has to wait. */
  | { readonly code: 'sessionPaused' }
  /** The server takes no file that large; `limitBytes` is what it takes, -1 where it does not say. */
  | { readonly code: 'fileTooLarge'; readonly limitBytes: number }
  /** What was to be sent is not here any more, or is not what was kept. */
  | { readonly code: 'fileLost' }
  | { readonly code: 'badArgument'; readonly field: string }
  | { readonly code: 'cancelled' }
  /** A fault of ours; `ref` is found in the log. */
  | { readonly code: 'internal'; readonly ref: string };

/**
 * expired: nobody scanned or answered in time; wrongDigits: what was typed is not what the other device shows; insecure: what came
 * over the channel does not hold; declined: the other device called it off; unsupported: it knows no way in common; deviceExists: it
 * knows the device ID already; unexpected: it said something out of turn.
 */
export type QrReason = 'expired' | 'wrongDigits' | 'insecure' | 'declined' | 'unsupported' | 'deviceExists' | 'unexpected';

/** The disk refuses: what is on it is as good as before. */
export const isOfDisk = ({ code }: AppError): boolean => code === 'diskFull' || code === 'diskReadOnly';

/** Why the keychain could not be read or written. */
export type VaultReason = 'locked' | 'denied' | 'timedOut' | 'failed';

/** An AppError on its way through code that throws. */
export class Failure extends Error {
  readonly error: AppError;
  constructor(error: AppError) {
    super(error.code);
    this.name = 'Failure';
    this.error = error;
  }
}
