import type { MatrixClient } from 'matrix-js-sdk/lib/client.js';
import type { KeyKept } from '../../core/features/recovery/model.ts';
import { ownSecrets } from './ownSecrets.sdk.ts';
import { putInForce } from './putInForce.sdk.ts';
import { typedKey } from './typedKey.sdk.ts';

/** Puts the shown key into force once what was typed proves that people have it (D12). Both are overwritten, however it ends. */
export async function keepRecoveryKey(client: MatrixClient, shown: string, typed: string): Promise<KeyKept> {
  const [key, proof] = await Promise.all([typedKey(shown, {}), typedKey(typed, {})]);
  try {
    if (!key || !proof) return { is: 'notAKey' };
    if (!key.every((byte, at) => byte === proof[at])) return { is: 'otherKey' };
    const secrets = await ownSecrets(client);
    if (!secrets) return { is: 'nothingToKeep' };
    await putInForce(client, key, secrets);
    return { is: 'kept' };
  } finally {
    key?.fill(0);
    proof?.fill(0);
  }
}
