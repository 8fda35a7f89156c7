import { EncryptionSettings, RoomId } from '@matrix-org/matrix-sdk-crypto-wasm';
import type { CryptoBackend } from 'matrix-js-sdk/lib/common-crypto/CryptoBackend.js';
import { DeviceIsolationModeKind } from 'matrix-js-sdk/lib/crypto-api/index.js';
import { afterEach, expect, test, vi } from 'vitest';
import type { SessionRef } from '../../../core/features/decryption/decryption.ts';
import { realClient } from '../endToEnd/realClient.fixtures.sdk.ts';
import type { Insides } from './decryptEvent.sdk.ts';
import { hearOfKeys } from './hearOfKeys.sdk.ts';

// What healing relies on of the SDK and keeps no promise; `fuzz/healing.test.ts` goes through the rest with real keys.

let stop = (): void => undefined;
afterEach(() => stop());

async function realCrypto() {
  const { client, machine } = await realClient([]);
  stop = () => client.stopClient();
  return { crypto: client.getCrypto() as CryptoBackend, machine };
}

test('the SDK has its crypto module, isolation mode and backup where we look for them', async () => {
  const { crypto, machine } = await realCrypto();
  const { olmMachine, deviceIsolationMode, backupManager, perSessionBackupDownloader } = crypto as unknown as Insides;
  expect(olmMachine).toBe(machine);
  expect(deviceIsolationMode.kind).toBe(DeviceIsolationModeKind.AllDevicesIsolationMode);
  await (crypto as unknown as { backupManager: { getServerBackupInfo: () => Promise<unknown> } }).backupManager.getServerBackupInfo();
  // The server of this test has none: it is known, not only not yet asked for.
  expect(backupManager.serverBackupInfo).toBeNull();
  expect(perSessionBackupDownloader.isKeyBackupDownloadConfigured()).toBe(false);
});

test('the crypto module tells the SDK of keys by methods of its instance, which still does its own', async () => {
  const { crypto, machine } = await realCrypto();
  const heard: SessionRef[] = [];
  let uploads = 0;
  const { backupManager } = crypto as unknown as { backupManager: { maybeUploadKey: () => Promise<void> } };
  backupManager.maybeUploadKey = () => Promise.resolve(void (uploads += 1));
  hearOfKeys(crypto, (sessions) => heard.push(...sessions));
  // Its own session is one that it can read from now on.
  await machine.shareRoomKey(new RoomId('!a:hs.test'), [], new EncryptionSettings());
  await vi.waitFor(() => expect(uploads).toBe(1));
  expect(heard).toEqual([{ roomId: '!a:hs.test', session: expect.any(String) as string }]);
});
