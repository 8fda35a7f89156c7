import type { MatrixClient } from 'matrix-js-sdk/lib/client.js';
import { requestKeyBackupVersion } from 'matrix-js-sdk/lib/rust-crypto/backup.js';
import type { Recovery } from '../../core/features/recovery/model.ts';
import { backupSecret, crossSigningSecrets, holds, usefulKeys, type StorageKey } from '../sdk/secrets.sdk.ts';
import { takesPhrase } from './typedKey.sdk.ts';

/** What the recovery key would open here. Asks the server only where there is a secret storage with something that this device lacks. */
export async function whatIsLocked(client: MatrixClient): Promise<Recovery> {
  const keys = await usefulKeys(client);
  const phrase = keys.some(({ info }) => takesPhrase(info));
  if ((await oneHolds(client, keys, [backupSecret])) && (await lacksBackupKey(client))) return { is: 'locked', opens: 'history', phrase };
  if ((await oneHolds(client, keys, crossSigningSecrets)) && (await isUnsigned(client))) return { is: 'locked', opens: 'device', phrase };
  return { is: 'nothing' };
}

async function oneHolds(client: MatrixClient, keys: readonly StorageKey[], names: Parameters<typeof holds>[2]): Promise<boolean> {
  return (await Promise.all(keys.map(({ keyId }) => holds(client, keyId, names)))).includes(true);
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
