import type { AppError, QrReason } from '../../core/errors.ts';
import { never } from '../../core/never.ts';
import { readError } from '../../core/readError.ts';
import { bytes, duration } from './format.ts';

export interface ErrorWords {
  /** What happened and what to do, in whole sentences. */
  readonly text: string;
  /** What a person who helps may want to know; behind "Details". */
  readonly details: string | null;
}

const said = (text: string, details: string | null = null): ErrorWords => ({ text, details });

function vaultReason(reason: 'locked' | 'denied' | 'timedOut' | 'failed'): string {
  switch (reason) {
    case 'locked':
      return 'Your keychain is locked. Unlock it, then try again.';
    case 'denied':
      return 'Latchkey was not allowed to use your keychain. Allow it, then try again.';
    case 'timedOut':
      return 'Your keychain did not answer. It may be waiting for you in another window.';
    case 'failed':
      return 'Your keychain could not be used.';
    default:
      return never(reason);
  }
}

function discoveryReason(reason: 'unusableFile' | 'badAddress' | 'tooManyRedirects', server: string): string {
  switch (reason) {
    case 'unusableFile':
      return `${server} says where its Matrix server is, but in a way that cannot be read. Type the server’s own address, or ask who runs it.`;
    case 'badAddress':
      return `${server} names an address where no Matrix server answers. Whoever runs it needs to correct that.`;
    case 'tooManyRedirects':
      return `${server} sends visitors round in a circle. Whoever runs it needs to correct that.`;
    default:
      return never(reason);
  }
}

function qrReason(reason: QrReason): string {
  switch (reason) {
    case 'expired':
      return 'The other device did not go on in time. Start again when you are ready.';
    case 'wrongDigits':
      return 'Those are not the two digits that belong to this code, so nothing was signed in. Start again, and type what your other device shows.';
    case 'insecure':
      return 'What came from the other device cannot be trusted, so nothing was signed in. Start again.';
    case 'declined':
      return 'The sign-in was called off on the other device. Nothing has changed here.';
    case 'unsupported':
      return 'The other device knows no way to sign in this one. Choose another way here.';
    case 'deviceExists':
      return 'The other device took this one for one that it knows already. Start again.';
    case 'unexpected':
      return 'The other device said something that does not belong here, so nothing was signed in. Start again.';
    default:
      return never(reason);
  }
}

type WordsOf = { readonly [C in AppError['code']]: (error: Extract<AppError, { readonly code: C }>) => ErrorWords };

const wordsOf: WordsOf = {
  offline: () => said('The server cannot be reached. Check your connection.'),
  serverUnknown: (error) => said(`There is no server called ${error.server}. Check the spelling.`),
  notMatrix: (error) => said(`${error.server} answers, but it is not a Matrix server.`),
  badServerName: () => said('That is not a server’s name. It looks like example.org.'),
  discoveryFailed: (error) => said(discoveryReason(error.reason, error.server), `discovery: ${error.reason}`),
  serverFailing: (error) => said('The server is having trouble. This is not your doing; it usually passes.', `HTTP status ${error.status}`),
  badCredentials: () => said('Wrong username or password.'),
  rateLimited: (error) => said('Too many tries. The server asks for a pause.', `Pause: ${duration(error.retryAfterMs)}`),
  accountLocked: (error) => said('This account is locked. Whoever runs the server can unlock it.', error.message || null),
  accountDeactivated: () => said('This account was closed.'),
  accountSuspended: (error) =>
    said('This account is suspended: you can read, but not write. Whoever runs the server can lift that.', error.message || null),
  passwordSignInUnsupported: (error) => said('This server does not let people sign in with a password.', error.flows.join(', ') || null),
  methodUnsupported: () => said('This server does not offer that way of signing in any more.'),
  signInDenied: () => said('The sign-in was turned down in the browser. Nothing has changed here.'),
  signInSpent: () => said('That sign-in was used already, or took too long. Start it again.'),
  browserTimedOut: () => said('Nobody came back from the browser in time. Start again when you are ready.'),
  browserMissing: () => said('No browser could be opened. Copy the link and open it yourself.'),
  qrFailed: (error) => said(qrReason(error.reason), `QR sign-in: ${error.reason}`),
  qrOtherServer: (error) =>
    said(
      `The other device is signed in at ${error.server}, which is not the server chosen here. Choose that server, or scan with another device.`,
    ),
  wrongAccount: (error) => said(`The server signed in another account, ${error.userId}. Nothing of yours was opened with it.`),
  alreadySignedIn: (error) => said(`You are already signed in here as ${error.userId}.`),
  wrongDevice: () =>
    said('The server did not give this device its identity back, so nothing was opened. Try again, or ask who runs the server.'),
  resourceLimit: (error) =>
    said(
      'The server has reached a limit and takes no more activity for now.',
      [error.message, error.adminContact].filter(Boolean).join('\n') || null,
    ),
  consentNeeded: (error) => said('The server asks you to accept its terms first, on its website.', error.uri),
  tokenStripped: () =>
    said('Something between you and the server removes your sign-in from what Latchkey sends. A proxy or firewall may do that.'),
  refused: (error) =>
    said(
      'The server refused. Try again later, or ask who runs it.',
      [error.errcode, `HTTP status ${error.status}`, error.message].filter(Boolean).join('\n'),
    ),
  vaultUnreadable: (error) => said(vaultReason(error.reason)),
  vaultUnavailable: () => said('There is no keychain on this system, so nothing can be kept safely. Nothing was sent.'),
  vaultWriteFailed: (error) => said(`${vaultReason(error.reason)} You were not signed in.`),
  storeCorrupt: (error) => said('The messages kept on this computer cannot be read.', `Reference ${error.ref}`),
  storeNewer: (error) => said('A newer Latchkey wrote the messages kept on this computer.', `Reference ${error.ref}`),
  cryptoStoreMismatch: (error) => said('The encryption keys kept on this computer belong to another device.', `Reference ${error.ref}`),
  cryptoStoreRolledBack: (error) =>
    said('The encryption keys kept on this computer are older than those that the server knows.', `Reference ${error.ref}`),
  diskFull: () => said('The disk is full. Make some room; Latchkey then goes on by itself.'),
  diskReadOnly: () => said('Latchkey may not write to its folder. Check its permissions.'),
  diskRefuses: () => said('Nothing can be kept on this computer for now. Latchkey goes on trying.'),
  engineDied: (error) => said('A part of Latchkey stopped and is being started again.', `Part: ${error.process}`),
  fileTooLarge: ({ limitBytes }) =>
    said(limitBytes < 0 ? 'Too large for this server.' : `Too large: this server takes files of up to ${bytes(limitBytes)}.`),
  fileLost: () => said('The copy of this file is gone or damaged. Attach it again.'),
  sessionPaused: () => said('This waits until you have signed in again.'),
  badArgument: (error) => said('That could not be used as it was typed.', `Field: ${error.field}`),
  cancelled: () => said('Cancelled.'),
  internal: (error) => said('Something went wrong in Latchkey itself.', `Reference ${error.ref}`),
};

/** Whatever an error is, there are words for it: drawing them must not fail (S-5). */
export function enErrors(given: AppError): ErrorWords {
  const error = readError(given);
  return (wordsOf[error.code] as (error: AppError) => ErrorWords)(error);
}
