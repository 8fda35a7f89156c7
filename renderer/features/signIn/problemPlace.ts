import type { AppError } from '../../../core/errors.ts';

export type Place = 'homeserver' | 'username' | 'password' | 'form';

const places: { readonly [Code in Exclude<AppError['code'], 'badArgument'>]: Place } = {
  serverUnknown: 'homeserver',
  notMatrix: 'homeserver',
  badServerName: 'homeserver',
  discoveryFailed: 'homeserver',
  passwordSignInUnsupported: 'homeserver',
  alreadySignedIn: 'username',
  accountLocked: 'username',
  accountDeactivated: 'username',
  accountSuspended: 'username',
  badCredentials: 'password',
  offline: 'form',
  serverFailing: 'form',
  rateLimited: 'form',
  methodUnsupported: 'form',
  signInDenied: 'form',
  signInSpent: 'form',
  browserTimedOut: 'form',
  browserMissing: 'form',
  qrFailed: 'form',
  qrOtherServer: 'form',
  wrongAccount: 'form',
  wrongDevice: 'form',
  resourceLimit: 'form',
  consentNeeded: 'form',
  tokenStripped: 'form',
  refused: 'form',
  vaultUnreadable: 'form',
  vaultUnavailable: 'form',
  vaultWriteFailed: 'form',
  storeCorrupt: 'form',
  storeNewer: 'form',
  cryptoStoreMismatch: 'form',
  cryptoStoreRolledBack: 'form',
  diskFull: 'form',
  diskReadOnly: 'form',
  diskRefuses: 'form',
  engineDied: 'form',
  sessionPaused: 'form',
  fileTooLarge: 'form',
  fileLost: 'form',
  cancelled: 'form',
  internal: 'form',
};

/** Beside which field a failed sign-in is explained. */
export function problemPlace(error: AppError): Place {
  if (error.code === 'badArgument')
    return error.field === 'homeserver' || error.field === 'username' || error.field === 'password' ? error.field : 'form';
  // All codes stand above; one that is none of ours must not keep the form from being drawn (S-5).
  return Object.hasOwn(places, error.code) ? places[error.code] : 'form';
}
