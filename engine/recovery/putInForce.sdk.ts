import type { MatrixClient } from 'matrix-js-sdk/lib/client.js';
import { calculateKeyCheck, type SecretStorageKeyDescriptionAesV1 } from 'matrix-js-sdk/lib/secret-storage.js';
import decrypt from 'matrix-js-sdk/lib/utils/decryptAESSecretStorageItem.js';
import encrypt from 'matrix-js-sdk/lib/utils/encryptAESSecretStorageItem.js';
import { Failure } from '../../core/errors.ts';
import { isRecord, readAccountData, writeAccountData, type Content, type OwnData } from '../sdk/accountData.sdk.ts';
import type { OwnSecrets } from './ownSecrets.sdk.ts';
import { algorithm } from '../sdk/secrets.sdk.ts';

type Key = Uint8Array<ArrayBuffer>;
type Encrypted = Awaited<ReturnType<typeof encrypt>>;

const defaultKeyType = 'm.secret_storage.default_key';
/** Another device may be at it, too. */
const maxTries = 3;

/**
 * Makes this the key of the account's secret storage. The SDK's `bootstrapSecretStorage` names the new key as the default before it
 * stores anything under it: cut off there, the account has a default key that opens nothing. Here that comes last, once the server has
 * shown that the key opens everything. Whatever was stored under older keys stays, and so does what they open. The same call again goes on.
 */
export async function putInForce(client: MatrixClient, key: Key, secrets: OwnSecrets): Promise<void> {
  const keyId = await keyIdOf(key);
  for (let tries = 0; tries < maxTries; tries++) {
    await describe(client, keyId, key);
    for (const [name, secret] of secrets) await store(client, { name, secret, keyId, key });
    if (!(await works(client, keyId, key, secrets))) continue;
    await writeAccountData(dataOf(client), defaultKeyType, { key: keyId });
    if ((await readAccountData(dataOf(client), defaultKeyType))?.['key'] === keyId && (await works(client, keyId, key, secrets))) return;
  }
  // It says yes and does not keep what it is given.
  throw new Failure({ code: 'serverFailing', status: 200 });
}

/** The same key has the same ID, so that nothing has to be remembered for a second try; the key cannot be told from it. */
async function keyIdOf(key: Key): Promise<string> {
  const label = new TextEncoder().encode('latchkey recovery key ID');
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array([...label, ...key])));
  return [...digest.subarray(0, 16)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function describe(client: MatrixClient, keyId: string, key: Key): Promise<void> {
  if (await isDescribed(client, keyId, key)) return;
  const { iv, mac } = await calculateKeyCheck(key);
  await writeAccountData(dataOf(client), describedAt(keyId), { algorithm, iv, mac });
}

async function isDescribed(client: MatrixClient, keyId: string, key: Key): Promise<boolean> {
  const known = await readAccountData(dataOf(client), describedAt(keyId));
  if (known?.['algorithm'] !== algorithm || typeof known['iv'] !== 'string' || typeof known['mac'] !== 'string') return false;
  return client.secretStorage.checkKey(key, known as unknown as SecretStorageKeyDescriptionAesV1);
}

const dataOf = (client: MatrixClient): OwnData => ({ http: client.http, userId: client.getSafeUserId() });
const describedAt = (keyId: string): string => `m.secret_storage.key.${keyId}`;

async function store(
  client: MatrixClient,
  { name, secret, keyId, key }: { name: string; secret: string; keyId: string; key: Key },
): Promise<void> {
  const stored = (await readAccountData(dataOf(client), name)) ?? {};
  // What the sync has told, too: an answer that is not the server's must not cost what lies under older keys.
  const told: Content = client.getAccountData(name as 'm.cross_signing.master')?.getContent() ?? {};
  const encrypted = { ...under(told), ...under(stored) };
  if ((await opened(encrypted[keyId], key, name)) === secret) return;
  await writeAccountData(dataOf(client), name, { ...stored, encrypted: { ...encrypted, [keyId]: await encrypt(secret, key, name) } });
}

/** As any client would see it: the description fits the key, and the key opens everything. */
async function works(client: MatrixClient, keyId: string, key: Key, secrets: OwnSecrets): Promise<boolean> {
  const open = await Promise.all([
    isDescribed(client, keyId, key),
    ...[...secrets].map(async ([name, secret]) => {
      const encrypted = (await readAccountData(dataOf(client), name))?.['encrypted'];
      return isRecord(encrypted) && (await opened(encrypted[keyId], key, name)) === secret;
    }),
  ]);
  return !open.includes(false);
}

function under(content: Content): Content {
  return isRecord(content['encrypted']) ? content['encrypted'] : {};
}

async function opened(stored: unknown, key: Key, name: string): Promise<string | null> {
  if (!isRecord(stored) || !['iv', 'ciphertext', 'mac'].every((field) => typeof stored[field] === 'string')) return null;
  try {
    return await decrypt(stored as unknown as Encrypted, key, name);
  } catch {
    // What is stored is another key, or damaged: it is stored anew.
    return null;
  }
}
