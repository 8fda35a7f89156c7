import type { AppError } from '../../../core/errors.ts';

export type Place = 'homeserver' | 'username' | 'password' | 'form';

/** Beside which field a failed sign-in is explained. */
export function problemPlace(error: AppError): Place {
  switch (error.code) {
    case 'serverUnknown':
    case 'notMatrix':
    case 'badServerName':
    case 'discoveryFailed':
    case 'passwordSignInUnsupported':
      return 'homeserver';
    case 'alreadySignedIn':
    case 'accountLocked':
    case 'accountDeactivated':
    case 'accountSuspended':
      return 'username';
    case 'badCredentials':
      return 'password';
    case 'badArgument':
      return error.field === 'homeserver' || error.field === 'username' || error.field === 'password' ? error.field : 'form';
    case 'offline':
    case 'serverFailing':
    case 'rateLimited':
    case 'methodUnsupported':
    case 'signInDenied':
    case 'signInSpent':
    case 'browserTimedOut':
    case 'browserMissing':
    case 'qrFailed':
    case 'qrOtherServer':
    case 'wrongAccount':
    case 'wrongDevice':
    case 'resourceLimit':
    case 'consentNeeded':
    case 'tokenStripped':
    case 'refused':
    case 'vaultUnreadable':
    case 'vaultUnavailable':
    case 'vaultWriteFailed':
    case 'storeCorrupt':
    case 'storeNewer':
    case 'cryptoStoreMismatch':
    case 'cryptoStoreRolledBack':
    case 'diskFull':
    case 'diskReadOnly': case 'diskRefuses':
    case 'engineDied':
    case 'sessionPaused':
    case 'cancelled':
    case 'internal':
      return 'form';
    default:
      // All codes stand above; one that is none of ours must not keep the form from being drawn (S-5).
      return (error satisfies never, 'form');
  }
}
