import type { MatrixClient } from 'matrix-js-sdk/lib/client.js';
import { requestKeyBackupVersion } from 'matrix-js-sdk/lib/rust-crypto/backup.js';
import { rustParts } from '../sdk/rustParts.sdk.ts';
import { backupSecret, crossSigningSecrets } from '../sdk/secrets.sdk.ts';
import { isUnsigned } from './whatIsLocked.sdk.ts';

/** By their names. */
export type OwnSecrets = ReadonlyMap<string, string>;

/**
 * What a recovery key is to open, as this device holds it; null: it does not hold all of it, or it is no longer the account's. Asks the
 * server.
 */
export async function ownSecrets(client: MatrixClient): Promise<OwnSecrets | null> {
  const crypto = client.getCrypto()!;
  // Where the identity was replaced elsewhere, private keys that do not fit it any more go with this answer.
  if (!(await crypto.userHasCrossSigningKeys(client.getSafeUserId(), true)) || (await isUnsigned(client))) return null;
  const { machine } = rustParts(client);
  const own = await machine.exportCrossSigningKeys();
  const seeds = [own?.masterKey, own?.self_signing_key, own?.userSigningKey];
  const secrets = new Map<string, string>();
  for (const [at, name] of crossSigningSecrets.entries()) {
    const seed = seeds[at];
    if (seed === undefined) return null;
    secrets.set(name, seed);
  }
  const backup = await requestKeyBackupVersion(client.http);
  if (!backup) return secrets;
  if (!(await crypto.isKeyBackupTrusted(backup)).matchesDecryptionKey) return null;
  secrets.set(backupSecret, (await machine.getBackupKeys()).decryptionKey!.toBase64());
  return secrets;
}
