import type { MatrixClient } from 'matrix-js-sdk/lib/client.js';
import type { HandedSecrets } from '../../core/features/session/mainCalls.ts';
import { bringKeys, type Progress } from './openSecrets.sdk.ts';

/** Uses what the device that signed this one in has handed over: this device is signed, and history comes from the key backup (I20). */
export async function openHanded(client: MatrixClient, { crossSigning, backup }: HandedSecrets, progress: Progress): Promise<void> {
  const crypto = client.getCrypto()!;
  // The account's public keys come first: private ones that do not fit them are refused.
  await crypto.userHasCrossSigningKeys(client.getSafeUserId(), true);
  const current = backup && (await crypto.getKeyBackupInfo())?.version === backup.version;
  await crypto.importSecretsBundle!({
    cross_signing: {
      master_key: crossSigning.master,
      self_signing_key: crossSigning.selfSigning,
      user_signing_key: crossSigning.userSigning,
    },
    backup: current ? { algorithm: backup.algorithm, key: backup.key, backup_version: backup.version } : undefined,
  });
  await crypto.crossSignDevice(client.getDeviceId()!);
  if (!current) return;
  await crypto.checkKeyBackupAndEnable();
  await bringKeys(client, progress);
}
