import { deriveRecoveryKeyFromPassphrase } from 'matrix-js-sdk/lib/crypto-api/key-passphrase.js';
import { decodeRecoveryKey } from 'matrix-js-sdk/lib/crypto-api/recovery-key.js';
import type { PassphraseInfo } from 'matrix-js-sdk/lib/secret-storage.js';
import type { KeyInfo } from '../sdk/secrets.sdk.ts';

type Key = Uint8Array<ArrayBuffer>;

/** A few seconds of work. */
export const maxRounds = 10_000_000;

/** The key that this text stands for; null: it has not even the form of one. */
export async function typedKey(typed: string, info: KeyInfo): Promise<Key | null> {
  return recoveryKey(typed) ?? phraseKey(typed, info);
}

/** What it costs to make a key of this text: rounds of PBKDF2, none where it is a recovery key. */
export function roundsOf(typed: string, info: KeyInfo): number {
  return takesPhrase(info) && !isRecoveryKey(typed) ? (info.passphrase?.iterations ?? 0) : 0;
}

export function takesPhrase({ passphrase }: KeyInfo): boolean {
  const { algorithm, iterations = 0, salt } = passphrase ?? {};
  return algorithm === 'm.pbkdf2' && typeof salt === 'string' && Number.isInteger(iterations) && iterations > 0 && iterations <= maxRounds;
}

/** Pasted keys come with spaces and line breaks of every kind. */
function recoveryKey(typed: string): Key | null {
  try {
    return decodeRecoveryKey(typed.replace(/[\s\u200b\u2060\ufeff]/g, ''));
  } catch {
    return null;
  }
}

function isRecoveryKey(typed: string): boolean {
  const key = recoveryKey(typed);
  key?.fill(0);
  return key !== null;
}

async function phraseKey(typed: string, info: KeyInfo): Promise<Key | null> {
  if (!takesPhrase(info) || typed === '') return null;
  const { salt, iterations, bits } = info.passphrase as PassphraseInfo;
  return deriveRecoveryKeyFromPassphrase(typed, salt, iterations, bits ?? 256);
}
