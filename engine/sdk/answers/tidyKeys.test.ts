import { DeviceId, OlmMachine, RequestType, UserId } from '@matrix-org/matrix-sdk-crypto-wasm';
import { beforeAll, expect, test } from 'vitest';
import { wasmReady } from '../wasm.sdk.ts';
import { tidyKeys } from './tidyKeys.ts';

beforeAll(() => wasmReady);

interface Asked {
  readonly id: string;
  readonly type: RequestType;
  readonly body: string;
}

async function machine(user: string, device: string): Promise<OlmMachine> {
  return OlmMachine.initialize(new UserId(user), new DeviceId(device));
}

async function request(of: OlmMachine, type: RequestType): Promise<Asked> {
  const found = ((await of.outgoingRequests()) as Asked[]).find((one) => one.type === type);
  if (!found) throw new Error('nothing is asked');
  return found;
}

/** Bob's device keys and a one-time key, real ones. */
async function bobsKeys(): Promise<{ device_keys: unknown; one_time_keys: Record<string, unknown> }> {
  return JSON.parse((await request(await machine('@bob:b', 'BOB'), RequestType.KeysUpload)).body) as {
    device_keys: unknown;
    one_time_keys: Record<string, unknown>;
  };
}

/** Alice's machine, which has asked for Bob's keys and got `answer`, tidied or not. */
async function aliceAfter(answer: object, tidy: boolean): Promise<OlmMachine> {
  const alice = await machine('@alice:a', 'ALICE');
  await alice.updateTrackedUsers([new UserId('@bob:b')]);
  const { id, type } = await request(alice, RequestType.KeysQuery);
  const text = JSON.stringify(answer);
  await alice.markRequestAsSent(id, type, tidy ? tidyKeys(text, () => undefined) : text);
  return alice;
}

const oddQueries: [string, object][] = [
  ['a user that cannot be parsed', { device_keys: { '@x:bad_host': {} } }],
  ['devices that are none', { device_keys: { '@eve:e': 5 } }],
  ['no devices', { device_keys: { '@eve:e': null } }],
  ['failures that are none', { failures: 5 }],
  ['a master key of a user that cannot be parsed', { master_keys: { '@x:bad_host': {} } }],
  ['no list of keys', { self_signing_keys: null }],
];

test.each(oddQueries)('L-2 K9 %s beside the keys of somebody else costs itself only', async (_, odd) => {
  const { device_keys: bob } = await bobsKeys();
  const good = { device_keys: { '@bob:b': { BOB: bob } }, failures: {} };
  const answer = { ...good, ...odd, device_keys: { ...good.device_keys, ...(odd as { device_keys?: object }).device_keys } };
  await expect(aliceAfter(answer, false)).rejects.toThrow('deserialization failed');
  const alice = await aliceAfter(answer, true);
  expect((await alice.getUserDevices(new UserId('@bob:b'))).keys()).toHaveLength(1);
});

test.each([
  ['a user that cannot be parsed', { '@x:bad_host': {} }],
  ['keys that are none', { '@eve:e': 5 }],
  ['a device that is none', { '@eve:e': { EVE: 5 } }],
  ['a key of no algorithm', { '@eve:e': { EVE: { nonsense: {} } } }],
])('L-2 K9 %s beside a one-time key of somebody else costs itself only', async (_, odd) => {
  const { device_keys: device, one_time_keys: keys } = await bobsKeys();
  const alice = await aliceAfter({ device_keys: { '@bob:b': { BOB: device } }, failures: {} }, true);
  const [[name, key]] = Object.entries(keys) as [[string, unknown]];
  const claim = (await alice.getMissingSessions([new UserId('@bob:b')]))!;
  const answer = JSON.stringify({ one_time_keys: { '@bob:b': { BOB: { [name]: key } }, ...odd }, failures: {} });
  await expect((async () => alice.markRequestAsSent(claim.id!, claim.type, answer))()).rejects.toThrow('deserialization failed');
  await alice.markRequestAsSent(
    claim.id!,
    claim.type,
    tidyKeys(answer, () => undefined),
  );
  expect((await alice.getMissingSessions([new UserId('@bob:b')])) ?? null).toBeNull();
});

test('L-2 a user whose keys are none has none: whom the answer did not name would be asked for without end', () => {
  expect(tidyKeys('{"device_keys":{"@eve:e":5},"one_time_keys":{"@eve:e":{"EVE":5}}}', () => undefined)).toBe(
    '{"device_keys":{"@eve:e":{}},"one_time_keys":{"@eve:e":{}}}',
  );
});

test('an answer without a fault goes on byte by byte', () => {
  const text = '{ "device_keys": {"@bob:b": {"BOB": {"n": 1.0}}}, "failures": {}}';
  expect(tidyKeys(text, () => undefined)).toBe(text);
  expect(tidyKeys('no JSON', () => undefined)).toBe('no JSON');
});
