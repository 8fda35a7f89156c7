import type { MatrixClient } from 'matrix-js-sdk/lib/client.js';
import type { BackupOpener } from '../../../core/model/keyBackup.ts';
import { backupSecret, defaultKey, holds } from '../recovery/secrets.ts';

/** Who could read the backup that this device writes to, if this device were gone. */
export async function whoOpens(client: MatrixClient): Promise<BackupOpener> {
  const storage = await defaultKey(client);
  if (storage && (await holds(client, storage.keyId, [backupSecret]))) return 'recoveryKey';
  return (await hasOtherDevice(client)) ? 'otherDevice' : 'nobody';
}

/** One that this account has signed: such devices hand each other the key of the backup. */
async function hasOtherDevice(client: MatrixClient): Promise<boolean> {
  const crypto = client.getCrypto()!;
  const me = client.getSafeUserId();
  const devices = (await crypto.getUserDeviceInfo([me])).get(me);
  for (const device of devices?.values() ?? []) {
    if (device.deviceId === client.getDeviceId() || device.dehydrated) continue;
    if ((await crypto.getDeviceVerificationStatus(me, device.deviceId))?.crossSigningVerified) return true;
  }
  return false;
}
