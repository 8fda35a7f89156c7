import { createPrivateKey, createPublicKey } from 'node:crypto';
import { decodeRecoveryKey } from 'matrix-js-sdk/lib/crypto-api/recovery-key.js';
import { calculateKeyCheck } from 'matrix-js-sdk/lib/secret-storage.js';
import decrypt from 'matrix-js-sdk/lib/utils/decryptAESSecretStorageItem.js';
import type { Api } from './api.ts';

const crossSigning = {
  'm.cross_signing.master': 'master_keys',
  'm.cross_signing.self_signing': 'self_signing_keys',
  'm.cross_signing.user_signing': 'user_signing_keys',
} as const;
const backupName = 'm.megolm_backup.v1';

/** The account's secret storage as the server has it, told by the public halves whether what a key opens is the account's own. */
export function secretStorage(api: Api, userId: string) {
  const read = async (type: string): Promise<any> => {
    const { status, body } = await api.raw('GET', `v3/user/${encodeURIComponent(userId)}/account_data/${type}`);
    return status === 200 ? body : null;
  };
  const defaultKeyId = async (): Promise<string | null> => (await read('m.secret_storage.default_key'))?.key ?? null;

  /** The names of the secrets that this recovery key does not open rightly under this key ID; null: it is not that key. */
  async function closedTo(encoded: string, keyId: string): Promise<readonly string[] | null> {
    const info = await read(`m.secret_storage.key.${keyId}`);
    const key = decodeRecoveryKey(encoded);
    if (!info?.mac || (await calculateKeyCheck(key, info.iv)).mac.replace(/=+$/, '') !== info.mac.replace(/=+$/, '')) return null;
    const keys = await api.post('v3/keys/query', { device_keys: { [userId]: [] } });
    const backup = await api.raw('GET', 'v3/room_keys/version');
    const wanted = new Map<string, string>(
      Object.entries(crossSigning).map(([name, kind]) => [name, String(Object.values(keys[kind][userId].keys)[0])]),
    );
    if (backup.status === 200) wanted.set(backupName, backup.body.auth_data.public_key);
    const closed: string[] = [];
    for (const [name, publicKey] of wanted) {
      const stored = (await read(name))?.encrypted?.[keyId];
      const secret = stored && (await decrypt(stored, key, name).catch(() => null));
      if (!secret || publicOf(secret, name === backupName ? 'X25519' : 'Ed25519') !== publicKey) closed.push(name);
    }
    return closed;
  }

  return {
    defaultKeyId,
    closedTo,
    /** IDs of all keys that one of the secrets is stored under. */
    keyIds: async (): Promise<readonly string[]> => {
      const stored = await Promise.all([...Object.keys(crossSigning), backupName].map(read));
      return [...new Set(stored.flatMap((secret) => Object.keys(secret?.encrypted ?? {})))];
    },
    /** There is no default key, or one of these recovery keys is it, and it opens everything. */
    async isSound(recoveryKeys: readonly string[]): Promise<boolean> {
      const keyId = await defaultKeyId();
      if (keyId === null) return true;
      const closed = await Promise.all(recoveryKeys.map((encoded) => closedTo(encoded, keyId)));
      return closed.some((names) => names?.length === 0);
    },
  };
}

/** RFC 8410: an algorithm's number, then the 32 bytes. */
const prefixes = { Ed25519: '302e020100300506032b657004220420', X25519: '302e020100300506032b656e04220420' };

function publicOf(secret: string, curve: keyof typeof prefixes): string {
  const seed = Buffer.from(secret, 'base64');
  const key = createPublicKey(
    createPrivateKey({ key: Buffer.concat([Buffer.from(prefixes[curve], 'hex'), seed]), format: 'der', type: 'pkcs8' }),
  );
  return key.export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64').replace(/=+$/, '');
}
