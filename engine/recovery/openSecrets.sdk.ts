import type { MatrixClient } from 'matrix-js-sdk/lib/client.js';
import { DecryptionKeyDoesNotMatchError, ImportRoomKeyStage } from 'matrix-js-sdk/lib/crypto-api/index.js';
import { requestKeyBackupVersion } from 'matrix-js-sdk/lib/rust-crypto/backup.js';
import type { RecoveryOutcome } from '../../core/features/recovery/model.ts';
import type { Log } from '../log.ts';
import { backupSecret, crossSigningSecrets, holds } from '../sdk/secrets.sdk.ts';
import { isUnsigned } from './whatIsLocked.sdk.ts';

type Opened = Extract<RecoveryOutcome, { is: 'opened' }>;
export type Progress = (done: number, total: number) => void;

/**
 * Signs this device with the account's own self-signing key. The SDK's `bootstrapCrossSigning` would make new keys where it finds none;
 * importing what is stored cannot: existing keys are never replaced (D8).
 */
export async function signThisDevice(client: MatrixClient, keyId: string, log: Log): Promise<boolean> {
  const crypto = client.getCrypto()!;
  if (!(await isUnsigned(client))) return crypto.userHasCrossSigningKeys();
  if (!(await holds(client, keyId, crossSigningSecrets))) return false;
  const [master, selfSigning, userSigning] = await Promise.all(crossSigningSecrets.map((name) => client.secretStorage.get(name)));
  if (!master || !selfSigning || !userSigning) return false;
  try {
    await crypto.importSecretsBundle!({
      cross_signing: { master_key: master, self_signing_key: selfSigning, user_signing_key: userSigning },
      backup: undefined,
    });
  } catch {
    // They are not the account's present keys. The cause is not logged: it could quote them.
    log.warn('the stored cross-signing keys do not fit the account');
    return false;
  }
  await crypto.crossSignDevice(client.getDeviceId()!);
  return true;
}

/** Makes this device use the key backup, and brings all of its keys here; null: there is none that the stored key opens. */
export async function restoreBackup(client: MatrixClient, keyId: string, progress: Progress): Promise<Opened['keys']> {
  const crypto = client.getCrypto()!;
  // Asked here, because the SDK takes "no answer" for "no backup".
  if (!(await requestKeyBackupVersion(client.http))) return null;
  // What the SDK knows of the backup may be old.
  await crypto.checkKeyBackupAndEnable();
  if (!(await holds(client, keyId, [backupSecret]))) return null;
  try {
    await crypto.loadSessionBackupPrivateKeyFromSecretStorage();
  } catch (cause) {
    if (cause instanceof DecryptionKeyDoesNotMatchError) return null;
    throw cause;
  }
  await crypto.checkKeyBackupAndEnable();
  return bringKeys(client, progress);
}

/** Brings all keys of the backup here, whose decryption key is known already. */
export async function bringKeys(client: MatrixClient, progress: Progress): Promise<NonNullable<Opened['keys']>> {
  const { imported, total } = await client.getCrypto()!.restoreKeyBackup({
    progressCallback: (step) => {
      if (step.stage === ImportRoomKeyStage.LoadKeys) progress(step.successes + step.failures, step.total);
    },
  });
  return { restored: imported, unreadable: total - imported };
}
