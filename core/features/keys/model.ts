/** Who could open the key backup without this device; `nobody`: it is lost with it. */
export type BackupOpener = 'recoveryKey' | 'otherDevice' | 'nobody';

/** Where the room keys of this device go besides this device (CS "Server-side key backups"). */
export type KeyBackup =
  /** Nobody has looked yet. */
  | { readonly is: 'unknown' }
  /** It is set up as soon as the server has answered everything that has to be asked. */
  | { readonly is: 'starting' }
  /** `waiting`: keys that the server does not have yet; null: not counted. */
  | { readonly is: 'on'; readonly waiting: number | null; readonly opens: BackupOpener }
  /** By choice (MSC4287); what the server has of older keys stays there. */
  | { readonly is: 'off' }
  /**
   * `locked`: the account has a backup that this device cannot use yet. `lost`: nothing that is known opens it any more. `missing`: it has
   * none, and this device may not make one by itself.
   */
  | { readonly is: 'notConnected'; readonly why: 'locked' | 'lost' | 'missing' };

/** How sending what waits ended; `left` is null where nobody could count. */
export type KeysSent = { readonly is: 'sent' } | { readonly is: 'left'; readonly left: number | null };

/** What destroying this device's data would lose (F4, L5). */
export interface LossPreview {
  readonly unsentCount: number;
  /** Joined rooms whose messages are encrypted. */
  readonly encryptedRoomCount: number;
  /** Who opens the backup of this device's keys afterwards; `none`: there is no backup that this device writes to. */
  readonly keysOpenedBy: BackupOpener | 'none';
  /** Keys that are not in that backup yet; null: not counted. */
  readonly waitingKeys: number | null;
}

/** How an export of the room keys ended (C22). */
export type KeyExport = { readonly is: 'saved' } | { readonly is: 'cancelled' } | { readonly is: 'noKeys' };
