import type { LossPreview } from '../../core/model/status.ts';
import type { Sdk } from '../sdk/sdk.sdk.ts';
import { KeyBackups, type KeyBackupsParts } from './backup/keyBackups.sdk.ts';
import { exportRoomKeys } from './exportKeys.sdk.ts';
import { previewLoss } from './previewLoss.sdk.ts';

/** The room keys, once the crypto store is open. */
export interface OpenKeys {
  readonly backups: KeyBackups;
  /** Not encrypted yet; null: there are none. */
  exported(): Promise<string | null>;
  previewLoss(unsentCount: number): Promise<LossPreview>;
}

export function openKeys(
  { client, heldBackup: held, settle: durable }: Sdk,
  parts: Omit<KeyBackupsParts, 'client' | 'held' | 'durable'>,
): OpenKeys {
  const backups = new KeyBackups({ ...parts, client, held, durable });
  return {
    backups,
    exported: () => exportRoomKeys(client),
    previewLoss: async (unsentCount) => previewLoss(client, unsentCount, await backups.counted()),
  };
}
