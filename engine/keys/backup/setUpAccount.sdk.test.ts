import { DeviceId, initAsync, OlmMachine, UserId } from '@matrix-org/matrix-sdk-crypto-wasm';
import { OutgoingRequestProcessor } from 'matrix-js-sdk/lib/rust-crypto/OutgoingRequestProcessor.js';
import { beforeAll, expect, test } from 'vitest';
import { FakeKeyServer, silent, type Fault } from './FakeKeyServer.sdk.ts';
import { setUpAccount, type SetUpParts } from './setUpAccount.sdk.ts';

const me = '@alice:example.org';

beforeAll(() => initAsync());

interface Device extends SetUpParts {
  readonly machine: OlmMachine;
}

/** Its keys are on the server already, as after a first sync. */
async function device(server: FakeKeyServer, name: string): Promise<Device> {
  const machine = await OlmMachine.initialize(new UserId(me), new DeviceId(name));
  const requests = new OutgoingRequestProcessor(silent, machine, server.http);
  for (const request of await machine.outgoingRequests()) await requests.makeOutgoingRequest(request);
  server.requests.length = 0;
  let sendsTo: string | null = null;
  return {
    http: server.http,
    machine,
    requests,
    self: { userId: me, deviceId: name, ed25519: machine.identityKeys.ed25519.toBase64() },
    sendsTo: () => Promise.resolve(sendsTo),
    takeBackup: async () => {
      const backup = server.backups.at(-1);
      await machine.enableBackupV1(backup.auth_data.public_key, backup.version);
      sendsTo = backup.version;
    },
  };
}

async function expectWhole(server: FakeKeyServer, { machine, sendsTo, self }: Device, what: string): Promise<void> {
  expect(server.masters, what).toHaveLength(1);
  const [selfSigning] = Object.values<string>(server.crossSigning.self_signing_key.keys);
  expect(Object.keys(server.devices[self.deviceId].signatures[me]), what).toContain(`ed25519:${selfSigning}`);
  expect(server.backups, what).toHaveLength(1);
  const [backup] = server.backups;
  const kept = await machine.getBackupKeys();
  expect([kept.backupVersion, kept.decryptionKey?.megolmV1PublicKey.publicKeyBase64], what).toEqual([
    backup.version,
    backup.auth_data.public_key,
  ]);
  expect(await sendsTo(), what).toBe(backup.version);
  expect((await machine.verifyBackup(backup)).trusted(), what).toBe(true);
  expect(
    server.requests.filter((line) => line.startsWith('DELETE')),
    what,
  ).toEqual([]);
}

test('D12 an account that has nothing: signed and backed up; once more changes nothing', async () => {
  const server = new FakeKeyServer(me);
  const here = await device(server, 'HERE');
  expect(await setUpAccount(here)).toEqual({ is: 'whole', steps: ['makeIdentity', 'makeBackup', 'takeBackup'] });
  await expectWhole(server, here, 'first');
  server.requests.length = 0;
  expect(await setUpAccount(here)).toEqual({ is: 'whole', steps: [] });
  expect(server.requests.filter((line) => !line.startsWith('GET') && line !== 'POST /keys/query')).toEqual([]);
});

test('D12 K1 cut off at every request, before the server has done it and after: the next start ends with one identity and one backup', async () => {
  const walked: Record<Fault, number> = { before: 0, after: 0 };
  for (const when of ['before', 'after'] as const) {
    for (let at = 1; ; at++) {
      const server = new FakeKeyServer(me);
      const here = await device(server, 'HERE');
      server.cut = { at, when };
      const first = await setUpAccount(here).catch(() => 'cut' as const);
      const what = `cut ${when} ${server.requests[at - 1]} (${at})`;
      server.cut = null;
      if (first === 'cut') expect(await setUpAccount(here), what).toMatchObject({ is: 'whole' });
      await expectWhole(server, here, what);
      if (first !== 'cut') break;
      walked[when]++;
    }
  }
  expect(walked.before).toBeGreaterThan(12);
  expect(walked.after).toBe(walked.before);
});

test('D12 another device was faster between the question and the upload: refused, nothing of its own is replaced, no backup made', async () => {
  const server = new FakeKeyServer(me);
  const [here, there] = [await device(server, 'HERE'), await device(server, 'THERE')];
  const ask = server.http.authedRequest;
  let between = false;
  const http = {
    authedRequest: async (...args: Parameters<typeof ask>) => {
      if (!between && String(args[1]).endsWith('/device_signing/upload')) {
        between = true;
        await setUpAccount(there);
      }
      return ask(...args);
    },
  } as SetUpParts['http'];
  expect(await setUpAccount({ ...here, http, requests: new OutgoingRequestProcessor(silent, here.machine, http) })).toEqual({
    is: 'refused',
    steps: ['makeIdentity'],
  });
  await expectWhole(server, there, 'there');
  // Now that it knows better, the slower one leaves all as it is.
  server.requests.length = 0;
  expect(await setUpAccount(here)).toEqual({ is: 'leftAlone', steps: [] });
  expect(server.requests.filter((line) => !line.startsWith('GET') && line !== 'POST /keys/query')).toEqual([]);
});

test('D12 the wish for no backup is heeded under each of its names; the device is signed all the same', async () => {
  const wishes = {
    'm.key_backup': { enabled: false },
    'm.org.matrix.custom.backup_disabled': { disabled: true },
    'io.element.recovery': { enabled: false },
  };
  for (const [type, content] of Object.entries(wishes)) {
    const server = new FakeKeyServer(me);
    server.accountData.set(type, content);
    expect(await setUpAccount(await device(server, 'HERE')), type).toEqual({ is: 'off', steps: ['makeIdentity'] });
    expect(server.backups, type).toEqual([]);
  }
});

test('D12 an account that has a backup or a secret storage, but no cross-signing keys, is left alone', async () => {
  const withStorage = new FakeKeyServer(me);
  withStorage.accountData.set('m.secret_storage.default_key', { key: 'abc' });
  const withBackup = new FakeKeyServer(me);
  withBackup.backups.push({ version: '1', algorithm: 'm.megolm_backup.v1.curve25519-aes-sha2', auth_data: { public_key: 'x' } });
  for (const server of [withStorage, withBackup]) {
    expect(await setUpAccount(await device(server, 'HERE'))).toEqual({ is: 'leftAlone', steps: [] });
    expect(server.masters).toEqual([]);
  }
  // `{}` is what a client leaves that has taken its storage away.
  const emptied = new FakeKeyServer(me);
  emptied.accountData.set('m.secret_storage.default_key', {}).set('m.cross_signing.master', {});
  const here = await device(emptied, 'HERE');
  expect(await setUpAccount(here)).toMatchObject({ is: 'whole' });
  await expectWhole(emptied, here, 'emptied');
});

test('D12 N-2 a backup that is wanted after all comes beside the recovery key that was made without one', async () => {
  const server = new FakeKeyServer(me);
  server.accountData.set('m.key_backup', { enabled: false });
  const here = await device(server, 'HERE');
  expect(await setUpAccount(here)).toEqual({ is: 'off', steps: ['makeIdentity'] });
  server.accountData.set('m.secret_storage.default_key', { key: 'abc' }).set('m.key_backup', { enabled: true });
  expect(await setUpAccount(here)).toEqual({ is: 'whole', steps: ['makeBackup', 'takeBackup'] });
  await expectWhole(server, here, 'beside a storage');
});

test('D12 D3 nothing is signed before the server has the keys of this device', async () => {
  const server = new FakeKeyServer(me);
  const here = await device(server, 'HERE');
  server.devices = {};
  expect(await setUpAccount(here)).toEqual({ is: 'unfinished', steps: [] });
  expect(server.masters).toEqual([]);
});
