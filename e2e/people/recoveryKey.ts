import { decodeRecoveryKey } from 'matrix-js-sdk/lib/crypto-api/recovery-key.js';
import { registerSecret } from '../run/secretsUsed.ts';
import { waitUntil } from '../run/waitUntil.ts';
import { setUpCrossSigning } from './crossSigning.ts';
import type { Person } from './startPerson.ts';

export interface RecoveryKey {
  /** In groups of four, as it is shown to people. */
  readonly encoded: string;
  /** The same key in the ways in which it could be written down by mistake. */
  readonly forms: Readonly<Record<string, string>>;
}

/** This device sets up cross-signing, secret storage and key backup, as people do once for an account. */
export async function setUpRecovery(person: Person, phrase?: string): Promise<RecoveryKey> {
  await setUpCrossSigning(person);
  const crypto = person.client.getCrypto()!;
  const made = await crypto.createRecoveryKeyFromPassphrase(phrase);
  const encoded = registerSecret(made.encodedPrivateKey!);
  const bytes = Buffer.from(made.privateKey);
  const forms = {
    encoded,
    compact: encoded.replaceAll(' ', ''),
    hex: bytes.toString('hex'),
    base64: bytes.toString('base64').replace(/=+$/, ''),
    ...(phrase && { phrase }),
  };
  for (const form of Object.values(forms)) registerSecret(form);
  await crypto.bootstrapSecretStorage({
    createSecretStorageKey: () => Promise.resolve(made),
    setupNewSecretStorage: true,
    setupNewKeyBackup: true,
  });
  return { encoded, forms };
}

/** Until the server's backup holds this many room keys. */
export async function waitForBackup(person: Person, keys: number): Promise<void> {
  await waitUntil(`${keys} keys in the backup`, async () => (await person.api.get('v3/room_keys/version')).count >= keys);
}

/** Who has signed the keys of a device, by the key IDs of the signatures. */
export async function signaturesOf(asker: Person, userId: string, deviceId: string): Promise<readonly string[]> {
  const answer = await asker.api.post('v3/keys/query', { device_keys: { [userId]: [deviceId] } });
  return Object.keys(answer.device_keys[userId]?.[deviceId]?.signatures?.[userId] ?? {});
}

/** Another client, with nothing but the recovery key: signs itself as the account's own, and brings the keys of the backup here. */
export async function openWithRecoveryKey({ client }: Person, encoded: string): Promise<number> {
  const crypto = client.getCrypto()!;
  // The account's public keys come first: private ones that do not fit them are refused.
  await crypto.userHasCrossSigningKeys(client.getSafeUserId(), true);
  const found = await client.secretStorage.getKey();
  if (!found) throw new Error('the account has no default key');
  client.cryptoCallbacks.cacheSecretStorageKey?.(found[0], found[1], decodeRecoveryKey(encoded));
  await crypto.bootstrapCrossSigning({});
  await crypto.loadSessionBackupPrivateKeyFromSecretStorage();
  await crypto.checkKeyBackupAndEnable();
  return (await crypto.restoreKeyBackup()).imported;
}
