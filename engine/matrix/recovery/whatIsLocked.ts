import type { MatrixClient } from 'matrix-js-sdk/lib/client.js';
import { requestKeyBackupVersion } from 'matrix-js-sdk/lib/rust-crypto/backup.js';
import type { Recovery } from '../../../core/model/recovery.ts';
import { backupSecret, crossSigningSecrets, defaultKey, holds } from './secrets.ts';
import { takesPhrase } from './typedKey.ts';

/** What the recovery key would open here. Asks the server only where there is a secret storage with something that this device lacks. */
export async function whatIsLocked(client: MatrixClient): Promise<Recovery> {
  const storage = await defaultKey(client);
  if (!storage) return { is: 'nothing' };
  const { keyId, info } = storage;
  const phrase = takesPhrase(info);
  if ((await holds(client, keyId, [backupSecret])) && (await lacksBackupKey(client))) return { is: 'locked', opens: 'history', phrase };
  if ((await holds(client, keyId, crossSigningSecrets)) && (await isUnsigned(client))) return { is: 'locked', opens: 'device', phrase };
  return { is: 'nothing' };
}

/** There is a backup on the server, and this device cannot read it. */
async function lacksBackupKey(client: MatrixClient): Promise<boolean> {
  const crypto = client.getCrypto()!;
  const hasOne = (await crypto.getSessionBackupPrivateKey()) !== null;
  // The SDK's own answer says "none" for "no answer", too; where that matters, the server is asked.
  const backup = hasOne ? await crypto.getKeyBackupInfo() : await requestKeyBackupVersion(client.http);
  if (!backup) return false;
  return !(await crypto.isKeyBackupTrusted(backup)).matchesDecryptionKey;
}

/** The account has cross-signing keys, and this device does not bear their signature, or does not trust it. */
export async function isUnsigned(client: MatrixClient): Promise<boolean> {
  const crypto = client.getCrypto()!;
  if (!(await crypto.userHasCrossSigningKeys())) return false;
  const status = await crypto.getDeviceVerificationStatus(client.getSafeUserId(), client.getDeviceId()!);
  return status?.crossSigningVerified !== true;
}
