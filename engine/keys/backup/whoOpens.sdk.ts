import type { MatrixClient } from 'matrix-js-sdk/lib/client.js';
import type { BackupOpener } from '../../../core/features/keys/model.ts';
import { backupSecret, defaultKey, holds } from '../../sdk/secrets.sdk.ts';

/** Who could read the backup that this device writes to, if this device were gone. */
export async function whoOpens(client: MatrixClient): Promise<BackupOpener> {
  const storage = await defaultKey(client);
  if (storage && (await holds(client, storage.keyId, [backupSecret]))) return 'recoveryKey';
  return (await hasOtherDevice(client, 'crossSigningVerified')) ? 'otherDevice' : 'nobody';
}

/** Nothing that is known opens the backup, whose key this device does not have: no recovery key, and no other device. */
export async function isLost(client: MatrixClient): Promise<boolean> {
  // Before the account's own devices have been asked for, nothing is known of them.
  if ((await client.secretStorage.isStored(backupSecret)) !== null || !(await client.getCrypto()!.userHasCrossSigningKeys())) return false;
  // This device may not be sure of the account's identity yet.
  return !(await hasOtherDevice(client, 'signedByOwner'));
}

/** One that this account has signed: such devices hand each other the key of the backup. */
async function hasOtherDevice(client: MatrixClient, is: 'crossSigningVerified' | 'signedByOwner'): Promise<boolean> {
  const crypto = client.getCrypto()!;
  const me = client.getSafeUserId();
  const devices = (await crypto.getUserDeviceInfo([me])).get(me);
  for (const device of devices?.values() ?? []) {
    if (device.deviceId === client.getDeviceId() || device.dehydrated) continue;
    if ((await crypto.getDeviceVerificationStatus(me, device.deviceId))?.[is]) return true;
  }
  return false;
}
