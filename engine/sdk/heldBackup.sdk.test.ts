import { DeviceId, initAsync, OlmMachine, UserId } from '@matrix-org/matrix-sdk-crypto-wasm';
import { RustBackupManager } from 'matrix-js-sdk/lib/rust-crypto/backup.js';
import { OutgoingRequestProcessor } from 'matrix-js-sdk/lib/rust-crypto/OutgoingRequestProcessor.js';
import { expect, test } from 'vitest';
import { FakeKeyServer, silent } from '../keys/backup/FakeKeyServer.sdk.ts';
import { HeldBackup } from './heldBackup.sdk.ts';
import { setUpAccount } from '../keys/backup/setUpAccount.sdk.ts';

const me = '@alice:example.org';

test('D12 a backup that the SDK trusts is used only once it is known that people do not mind, and no longer than that', async () => {
  await initAsync();
  const held = new HeldBackup();
  const server = new FakeKeyServer(me);
  const machine = await OlmMachine.initialize(new UserId(me), new DeviceId('HERE'));
  const requests = new OutgoingRequestProcessor(silent, machine, server.http);
  for (const request of await machine.outgoingRequests()) await requests.makeOutgoingRequest(request);
  const manager = new RustBackupManager(silent, machine, server.http, requests);
  const active = (): Promise<string | null> => manager.getActiveBackupVersion();
  const end = await setUpAccount({
    http: server.http,
    machine,
    requests,
    self: { userId: me, deviceId: 'HERE', ed25519: machine.identityKeys.ed25519.toBase64() },
    sendsTo: active,
    takeBackup: () => manager.checkKeyBackupAndEnable(true),
  });
  // The SDK has found it and would use it, but is not let.
  expect([end.is, await active()]).toEqual(['unfinished', null]);
  await held.allow(true);
  expect(await active()).toBe('1');
  await held.allow(false);
  expect([held.isOff, await active()]).toEqual([true, null]);
  await manager.checkKeyBackupAndEnable(true);
  expect(await active()).toBeNull();
  await held.allow(true);
  expect(await active()).toBe('1');
  manager.stop();
  expect(server.requests.filter((line) => line.startsWith('DELETE'))).toEqual([]);
});
