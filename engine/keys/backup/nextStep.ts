import type { AccountOnServer, AccountWishes } from './accountOnServer.sdk.ts';

/** What this device holds. */
export interface OnThisDevice {
  /** The master key that it takes for the account's own. */
  readonly master: string | null;
  /** All three private cross-signing keys, which fit that master key. */
  readonly canSign: boolean;
  /** `version` is null where it was made here for a backup that the server had not confirmed yet. */
  readonly backupKey: { readonly publicKey: string; readonly version: string | null } | null;
  /** The version to which keys are sent. */
  readonly sendsTo: string | null;
}

export type NextStep =
  /** The device's own keys are on their way to the server; later. */
  | 'wait'
  /** The account has nothing: cross-signing keys for it, which sign this device. */
  | 'makeIdentity'
  | 'signDevice'
  | 'makeBackup'
  /** The backup on the server is the one whose key is held here. */
  | 'takeBackup'
  /** The device is signed, and its keys go to a backup. */
  | 'whole'
  /** The same without a backup, which people do not want. */
  | 'off'
  /** All is done that may be done without asking; there may be more to do another time. */
  | 'nothing';

/**
 * D12: one step towards an account that has a way back, worked out from what the server and this device hold now, so that a start after
 * any crash goes on where the last one ended. Whatever somebody else has made is left alone (D8).
 */
export function nextStep(server: AccountOnServer & AccountWishes, own: OnThisDevice): NextStep {
  if (!server.listed) return 'wait';
  if (server.master === null) return mayMakeIdentity(server, own) ? 'makeIdentity' : 'nothing';
  if (server.master !== own.master || !own.canSign) return 'nothing';
  if (!server.signed) return 'signDevice';
  if (server.wish === 'off') return 'off';
  // Beside a secret storage, the recovery key that people have would not open it: only where they have said that they want one (they are
  // then asked to make a key that does).
  if (server.backup === null) return server.hasStorage && server.wish !== 'on' ? 'nothing' : 'makeBackup';
  const { backup } = server;
  if (own.backupKey === null || own.backupKey.publicKey !== backup.publicKey) return 'nothing';
  return own.backupKey.version === backup.version && own.sendsTo === backup.version ? 'whole' : 'takeBackup';
}

/** Not where this device knows keys of the account that it does not hold: a server that has lost them may find them again. */
function mayMakeIdentity(server: AccountOnServer & AccountWishes, own: OnThisDevice): boolean {
  return server.backup === null && !server.hasStorage && (own.master === null || own.canSign);
}
