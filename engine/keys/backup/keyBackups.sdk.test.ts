import { DeviceId, initAsync, OlmMachine, UserId } from '@matrix-org/matrix-sdk-crypto-wasm';
import type { MatrixClient } from 'matrix-js-sdk/lib/client.js';
import { RustBackupManager } from 'matrix-js-sdk/lib/rust-crypto/backup.js';
import { RustCrypto } from 'matrix-js-sdk/lib/rust-crypto/rust-crypto.js';
import { ServerSideSecretStorageImpl, type AccountDataClient } from 'matrix-js-sdk/lib/secret-storage.js';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { KeyBackup } from '../../../core/features/keys/model.ts';
import { FakeLog } from '../../FakeLog.ts';
import { FakeKeyServer, silent } from './FakeKeyServer.sdk.ts';
import { HeldBackup } from '../../sdk/heldBackup.sdk.ts';
import { KeyBackups, type KeyBackupsParts, type Settled } from './keyBackups.sdk.ts';
import { rustParts } from '../../sdk/rustParts.sdk.ts';

const me = '@alice:example.org';
const realEnable = RustBackupManager.prototype['enableKeyBackup'];
const stops: (() => void)[] = [];

beforeAll(() => initAsync());
// The pause before setting up begins, and the SDK's before it sends keys.
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
  RustBackupManager.prototype['enableKeyBackup'] = realEnable;
  vi.useRealTimers();
});

/** What a device keeps through a restart. */
interface Kept {
  readonly machine: OlmMachine;
  settled: Settled | null;
}

async function newDevice(server: FakeKeyServer, name: string): Promise<Kept> {
  const machine = await OlmMachine.initialize(new UserId(me), new DeviceId(name));
  const { requests } = rustParts(clientOf(server, machine));
  for (const request of await machine.outgoingRequests()) await requests.makeOutgoingRequest(request);
  return { machine, settled: null };
}

/** The SDK's own crypto, secret storage and all, over a client that knows the account data as the server has it. */
function clientOf(server: FakeKeyServer, machine: OlmMachine): MatrixClient {
  const data = {
    getAccountDataFromServer: (type: string) => Promise.resolve(server.accountData.get(type) ?? null),
  } as unknown as AccountDataClient;
  const secretStorage = new ServerSideSecretStorageImpl(data, {});
  const crypto = new RustCrypto(silent, machine, server.http, me, machine.deviceId.toString(), secretStorage, {});
  return {
    http: server.http,
    secretStorage,
    on: (name: string, hear: () => void) => (rustPartsOf(crypto).on as (name: string, hear: () => void) => void)(name, hear),
    getCrypto: () => crypto,
    getUserId: () => me,
    getSafeUserId: () => me,
    getDeviceId: () => machine.deviceId.toString(),
    getAccountData: (type: string) => (server.accountData.has(type) ? { getContent: () => server.accountData.get(type) } : undefined),
  } as unknown as MatrixClient;
}

const rustPartsOf = (crypto: RustCrypto): { on: unknown } => ({ on: crypto['backupManager'].on.bind(crypto['backupManager']) });

/** One life of the app. */
function life(server: FakeKeyServer, kept: Kept, change: Partial<KeyBackupsParts> = {}) {
  const steps: string[] = [];
  const shown: KeyBackup[] = [];
  const held = new HeldBackup();
  const client = clientOf(server, kept.machine);
  stops.push(() => rustParts(client).backups.stop());
  const backups = new KeyBackups({
    client,
    held,
    log: new FakeLog(),
    show: (backup) => shown.push(backup),
    settled: () => Promise.resolve(kept.settled),
    settle: (value) => {
      steps.push(`settled ${value}`);
      kept.settled = value;
    },
    durable: async () => void steps.push('durable'),
    afterHanded: () => Promise.resolve(),
    mayAsk: () => true,
    onMade: () => void steps.push('made'),
    ...change,
  });
  const start = (): void => {
    backups.loaded();
    backups.connected();
  };
  const shows = (backup: object): Promise<void> => until(() => expect(shown.at(-1)).toMatchObject(backup));
  return { backups, client, start, steps, shown, shows };
}

/** Time goes on meanwhile. */
async function until(check: () => void): Promise<void> {
  for (let turn = 0; turn < 300; turn++) {
    try {
      return check();
    } catch {
      await vi.advanceTimersByTimeAsync(500);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  check();
}

const asked = (server: FakeKeyServer): number => server.requests.filter((line) => line === 'POST /keys/query').length;

test('D12 N-3 that nothing is left to do is remembered only once the keys of it are durable; the next start then asks nothing', async () => {
  const server = new FakeKeyServer(me);
  const kept = await newDevice(server, 'HERE');
  const first = life(server, kept);
  first.start();
  await first.shows({ is: 'on' });
  await until(() => expect(first.steps).toEqual(['made', 'durable', 'settled whole']));
  const before = asked(server);
  const second = life(server, kept);
  second.start();
  await second.shows({ is: 'on' });
  await vi.advanceTimersByTimeAsync(10_000);
  expect(asked(server)).toBe(before);
});

test('D12 N-2 the wish for no backup settles nothing for the day that one is wanted: it is made then, also if the app ended before it could be', async () => {
  const server = new FakeKeyServer(me);
  server.accountData.set('m.key_backup', { enabled: false });
  const kept = await newDevice(server, 'HERE');
  const off = life(server, kept);
  off.start();
  await until(() => expect(kept.settled).toBe('off'));
  expect(server.backups).toEqual([]);
  // Turned on, and cut off before the backup was made.
  const { take } = server as unknown as { take: (...args: unknown[]) => Promise<unknown> };
  Object.assign(server, {
    take: (...args: unknown[]) => (args[0] === 'PUT' ? take.apply(server, args) : Promise.reject(new Error('offline'))),
  });
  await off.backups.set(true);
  expect(kept.settled).toBeNull();
  expect(server.backups).toEqual([]);
  stops.shift()?.();
  Object.assign(server, { take });
  const next = life(server, kept);
  next.start();
  await next.shows({ is: 'on' });
  expect(server.backups).toHaveLength(1);
  await until(() => expect(kept.settled).toBe('whole'));
  // Turned on by another client while the app was closed.
  Object.assign(kept, { settled: 'off' });
  server.backups.length = 0;
  const later = life(server, kept);
  later.start();
  await until(() => expect(server.backups).toHaveLength(1));
});

test('D12 N-2 what had to be left alone is looked at again by the next start', async () => {
  const server = new FakeKeyServer(me);
  server.accountData.set('m.secret_storage.default_key', { key: 'abc' });
  const kept = await newDevice(server, 'HERE');
  const first = life(server, kept);
  first.start();
  await first.shows({ is: 'notConnected', why: 'missing' });
  expect([kept.settled, first.steps]).toEqual([null, []]);
  server.accountData.clear();
  const next = life(server, kept);
  next.start();
  await next.shows({ is: 'on' });
});

test('D12 N-2 a backup that nothing opens any more is told from one that a recovery key or another device opens', async () => {
  const server = new FakeKeyServer(me);
  const there = life(server, await newDevice(server, 'THERE'));
  there.start();
  await there.shows({ is: 'on' });
  const seen = async (): Promise<KeyBackup | undefined> => {
    const kept = await newDevice(server, 'HERE');
    const here = life(server, kept);
    await rustParts(here.client).requests.makeOutgoingRequest(kept.machine.queryKeysForUsers([new UserId(me)]));
    here.start();
    await here.shows({ is: 'notConnected' });
    return here.shown.at(-1);
  };
  expect(await seen()).toEqual({ is: 'notConnected', why: 'locked' });
  // Signed out without a recovery key.
  delete server.devices['THERE'];
  delete server.devices['HERE'];
  expect(await seen()).toEqual({ is: 'notConnected', why: 'lost' });
  delete server.devices['HERE'];
  server.accountData.set('m.secret_storage.key.abc', { algorithm: 'm.secret_storage.v1.aes-hmac-sha2' });
  server.accountData.set('m.megolm_backup.v1', { encrypted: { abc: { iv: 'a', ciphertext: 'b', mac: 'c' } } });
  expect(await seen()).toEqual({ is: 'notConnected', why: 'locked' });
});

test('D12 N-4 off and on again goes on with the backup on a device that holds its key and cannot sign', async () => {
  const server = new FakeKeyServer(me);
  const there = await newDevice(server, 'THERE');
  const made = life(server, there);
  made.start();
  await made.shows({ is: 'on' });
  const { decryptionKey } = await there.machine.getBackupKeys();
  stops.shift()?.();
  const kept = await newDevice(server, 'HERE');
  await kept.machine.saveBackupDecryptionKey(decryptionKey!, '1');
  const here = life(server, kept);
  here.start();
  await here.client.getCrypto()!.checkKeyBackupAndEnable();
  await here.shows({ is: 'on' });
  expect((await kept.machine.crossSigningStatus()).hasMaster).toBe(false);
  await here.backups.set(false);
  await here.shows({ is: 'off' });
  await here.backups.set(true);
  await here.shows({ is: 'on' });
});

test('D12 N-11 a beginning that fails once is begun again after the next sync', async () => {
  const server = new FakeKeyServer(me);
  let fails = true;
  const here = life(server, await newDevice(server, 'HERE'), {
    settled: () => (fails ? Promise.reject(new Error('the store')) : Promise.resolve(null)),
  });
  here.start();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(server.backups).toEqual([]);
  fails = false;
  here.backups.connected();
  await here.shows({ is: 'on' });
});
