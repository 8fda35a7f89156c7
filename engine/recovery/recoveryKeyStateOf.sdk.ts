import type { MatrixClient } from 'matrix-js-sdk/lib/client.js';
import type { FoundRecoveryKeyState } from '../../core/features/recovery/model.ts';
import { backupSecret, crossSigningSecrets, defaultKey, holds } from '../sdk/secrets.sdk.ts';
import { isUnsigned } from './whatIsLocked.sdk.ts';

/** Has the account a recovery key that opens everything this device holds (D12)? Only where this device could make one. */
export async function recoveryKeyStateOf(client: MatrixClient): Promise<FoundRecoveryKeyState> {
  const crypto = client.getCrypto()!;
  const { masterKey, selfSigningKey, userSigningKey } = (await crypto.getCrossSigningStatus()).privateKeysCachedLocally;
  if (!masterKey || !selfSigningKey || !userSigningKey || (await isUnsigned(client))) return { is: 'unknown' };
  // An active version is one that the SDK has found trusted and writes to.
  const history = (await crypto.getActiveSessionBackupVersion()) !== null && (await crypto.getSessionBackupPrivateKey()) !== null;
  const storage = await defaultKey(client);
  const opens =
    storage !== null && (await holds(client, storage.keyId, history ? [...crossSigningSecrets, backupSecret] : crossSigningSecrets));
  return opens ? { is: 'there' } : { is: 'missing', history };
}
