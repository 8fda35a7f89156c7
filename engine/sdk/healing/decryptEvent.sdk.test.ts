import { initAsync, MegolmDecryptionError } from '@matrix-org/matrix-sdk-crypto-wasm';
import type { CryptoBackend } from 'matrix-js-sdk/lib/common-crypto/CryptoBackend.js';
import { AllDevicesIsolationMode } from 'matrix-js-sdk/lib/crypto-api/index.js';
import { beforeAll, expect, test } from 'vitest';
import { rowOf } from '../../../core/features/history/rowOf.ts';
import { decrypter } from './decryptEvent.sdk.ts';

beforeAll(() => initAsync());

/** A crypto module that says this of every event; the real one is asked in `fuzz/healing.test.ts`. */
const saying = (cause: () => unknown): CryptoBackend =>
  ({
    deviceIsolationMode: new AllDevicesIsolationMode(false),
    olmMachine: { deviceCreationTimeMs: 0, decryptRoomEvent: () => Promise.reject(cause() as Error) },
  }) as unknown as CryptoBackend;

const row = rowOf(
  { event_id: '$1', type: 'm.room.encrypted', sender: '@bob:hs', origin_server_ts: 1, content: { session_id: 's' } },
  1_000,
);
const event = { roomId: '!a:hs', number: 1, row } as const;

test('what a store that is closed says is nothing about the event', async () => {
  const closed = "Failed to execute 'transaction' on 'IDBDatabase': The database connection is closing.";
  const decrypt = decrypter(saying(() => MegolmDecryptionError.unable_to_decrypt(closed)));
  await expect(decrypt(event)).rejects.toBeInstanceOf(MegolmDecryptionError);
});

test('nor is what somebody else says; all that the crypto module says is', async () => {
  await expect(decrypter(saying(() => new Error('null pointer passed to rust')))(event)).rejects.toThrow('null pointer');
  const broken = decrypter(saying(() => MegolmDecryptionError.unable_to_decrypt('The signature was invalid')));
  await expect(broken(event)).resolves.toEqual({ decryption: { state: 'failed', reason: 'UNKNOWN_ERROR' }, lacksKey: false });
});

test('a room that is none, and a row that is no JSON, are failures of that event', async () => {
  const decrypt = decrypter(saying(() => new Error('never asked')));
  await expect(decrypt({ ...event, roomId: 'no room' as '!' })).resolves.toMatchObject({ decryption: { state: 'failed' } });
  await expect(decrypt({ ...event, row: { ...row, content: '{' } })).resolves.toMatchObject({ decryption: { state: 'failed' } });
});
