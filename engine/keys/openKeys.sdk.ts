import type { Sdk } from '../sdk/sdk.sdk.ts';
import { KeyBackups, type KeyBackupsParts } from './backup/keyBackups.sdk.ts';
import { exportRoomKeys } from './exportKeys.sdk.ts';

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
