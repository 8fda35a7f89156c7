import type { StorageKey } from '../sdk/secrets.sdk.ts';
import { maxRounds, roundsOf, typedKey } from './typedKey.sdk.ts';

type Key = Uint8Array<ArrayBuffer>;

interface Fitting {
  readonly storage: StorageKey;
  readonly key: Key;
}

/**
 * Which of these keys was typed, the first one of them first. All together cost no more rounds than one may: a server or another device
 * could name any number of phrases, each of which would take seconds.
 */
export async function fittingKey(
  typed: string,
  storages: readonly StorageKey[],
  fits: (key: Key, info: StorageKey['info']) => Promise<boolean>,
): Promise<Fitting | 'wrongKey' | 'notAKey'> {
  let left = maxRounds;
  let isAKey = false;
  for (const storage of storages) {
    const rounds = roundsOf(typed, storage.info);
    if (rounds > left) continue;
    left -= rounds;
    const key = await typedKey(typed, storage.info);
    if (!key) continue;
    if (await fits(key, storage.info)) return { storage, key };
    key.fill(0);
    isAKey = true;
  }
  return isAKey ? 'wrongKey' : 'notAKey';
}
