import type { MatrixClient } from 'matrix-js-sdk/lib/client.js';
import type { Sdk } from '../sdk/sdk.sdk.ts';
import { KeyBackups, type KeyBackupsParts } from './backup/keyBackups.sdk.ts';

/** The room keys, once the crypto store is open. */
export interface OpenKeys {
  readonly backups: KeyBackups;
  /** Not encrypted yet; null: there are none. */
  exported(): Promise<string | null>;
}

export function openKeys(
  { client, heldBackup: held, settle: durable }: Sdk,
  parts: Omit<KeyBackupsParts, 'client' | 'held' | 'durable'>,
): OpenKeys {
  return { backups: new KeyBackups({ ...parts, client, held, durable }), exported: () => exportRoomKeys(client) };
}

/** All room keys of this device as the JSON of a key export (CS "Key export format"). */
async function exportRoomKeys(client: MatrixClient): Promise<string | null> {
  const crypto = client.getCrypto();
  if (!crypto) throw new Error('the crypto store is not open');
  const sessions = await crypto.exportRoomKeysAsJson();
  return sessions === '[]' ? null : sessions;
}
