import type { AppError, QrReason } from '../../../core/errors.ts';
import { never } from '../../../core/never.ts';
import { duration } from '../format.ts';

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

export function enErrors(error: AppError): ErrorWords {
  switch (error.code) {
    case 'offline':
      return said('The server cannot be reached. Check your connection.');
    case 'serverUnknown':
      return said(`There is no server called ${error.server}. Check the spelling.`);
    case 'notMatrix':
      return said(`${error.server} answers, but it is not a Matrix server.`);
    case 'badServerName':
      return said('That is not a server’s name. It looks like example.org.');
    case 'discoveryFailed':
      return said(discoveryReason(error.reason, error.server), `discovery: ${error.reason}`);
    case 'serverFailing':
      return said('The server is having trouble. This is not your doing; it usually passes.', `HTTP status ${error.status}`);
    case 'badCredentials':
      return said('Wrong username or password.');
    case 'rateLimited':
      return said('Too many tries. The server asks for a pause.', `Pause: ${duration(error.retryAfterMs)}`);
    case 'accountLocked':
      return said('This account is locked. Whoever runs the server can unlock it.', error.message || null);
    case 'accountDeactivated':
      return said('This account was closed.');
    case 'accountSuspended':
      return said('This account is suspended: you can read, but not write. Whoever runs the server can lift that.', error.message || null);
    case 'passwordSignInUnsupported':
      return said('This server does not let people sign in with a password.', error.flows.join(', ') || null);
    case 'methodUnsupported':
      return said('This server does not offer that way of signing in any more.');
    case 'signInDenied':
      return said('The sign-in was turned down in the browser. Nothing has changed here.');
    case 'signInSpent':
      return said('That sign-in was used already, or took too long. Start it again.');
    case 'browserTimedOut':
      return said('Nobody came back from the browser in time. Start again when you are ready.');
    case 'browserMissing':
      return said('No browser could be opened. Copy the link and open it yourself.');
    case 'qrFailed':
      return said(qrReason(error.reason), `QR sign-in: ${error.reason}`);
    case 'qrOtherServer':
      return said(`The other device is signed in at ${error.server}, which is not the server chosen here. Choose that server, or scan with another device.`);
    case 'wrongAccount':
      return said(`The server signed in another account, ${error.userId}. Nothing of yours was opened with it.`);
    case 'alreadySignedIn':
      return said(`You are already signed in here as ${error.userId}.`);
    case 'wrongDevice':
      return said('The server did not give this device its identity back, so nothing was opened. Try again, or ask who runs the server.');
    case 'resourceLimit':
      return said('The server has reached a limit and takes no more activity for now.', [error.message, error.adminContact].filter(Boolean).join('\n') || null);
    case 'consentNeeded':
      return said('The server asks you to accept its terms first, on its website.', error.uri);
    case 'tokenStripped':
      return said('Something between you and the server removes your sign-in from what Latchkey sends. A proxy or firewall may do that.');
    case 'refused':
      return said('The server refused.', [error.errcode, `HTTP status ${error.status}`, error.message].filter(Boolean).join('\n'));
    case 'vaultUnreadable':
      return said(vaultReason(error.reason));
    case 'vaultUnavailable':
      return said('There is no keychain on this system, so nothing can be kept safely. Nothing was sent.');
    case 'vaultWriteFailed':
      return said(`${vaultReason(error.reason)} You were not signed in.`);
    case 'storeCorrupt':
      return said('The messages kept on this computer cannot be read.', `Reference ${error.ref}`);
    case 'cryptoStoreMismatch':
      return said('The encryption keys kept on this computer belong to another device.', `Reference ${error.ref}`);
    case 'cryptoStoreRolledBack':
      return said('The encryption keys kept on this computer are older than those that the server knows.', `Reference ${error.ref}`);
    case 'diskFull':
      return said('The disk is full. Make some room; Latchkey then goes on by itself.');
    case 'diskReadOnly':
      return said('Latchkey may not write to its folder. Check its permissions.');
    case 'engineDied':
      return said('A part of Latchkey stopped and is being started again.', `Part: ${error.process}`);
    case 'sessionPaused':
      return said('This waits until you have signed in again.');
    case 'badArgument':
      return said('That could not be used as it was typed.', `Field: ${error.field}`);
    case 'cancelled':
      return said('Cancelled.');
    case 'internal':
      return said('Something went wrong in Latchkey itself.', `Reference ${error.ref}`);
    default:
      return never(error);
  }
}
