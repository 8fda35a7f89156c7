import { hkdfSync } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from '@signalapp/sqlcipher';
import { registerSecret } from '../run/secretsUsed.ts';
import { profileOf } from './installedApp.ts';
import type { Resident } from './resident.ts';

export function storeOf(user: Resident): string {
  const accounts = join(profileOf(user), 'accounts');
  const [slug = ''] = readdirSync(accounts);
  return join(accounts, slug, 'store.db');
}

/**
 * Sets the number that tells of which version's shape the store is, with the key out of the keyring, while the app is closed. Answers the
 * one before.
 */
export async function setStoreVersion(user: Resident, version: number): Promise<number> {
  const rootKey = /"rootKey":"([^"]+)"/.exec(await user.run('secret-tool', 'search', '--all', 'service', 'latchkey'))?.[1];
  if (rootKey === undefined) throw new Error('the keyring has no key of the app’s');
  registerSecret(rootKey);
  const key = Buffer.from(hkdfSync('sha256', Buffer.from(rootKey, 'base64'), '', 'latchkey v1 store', 32)).toString('hex');
  const db = new Database(':memory:');
  try {
    db.prepare('ATTACH DATABASE ? AS store KEY ?').run([storeOf(user), Buffer.from(`x'${key}'`)]);
    const before = Number(db.pragma('store.user_version', { simple: true }));
    db.exec(`PRAGMA store.user_version = ${version}`);
    db.pragma('store.wal_checkpoint(TRUNCATE)');
    return before;
  } finally {
    db.close();
  }
}
