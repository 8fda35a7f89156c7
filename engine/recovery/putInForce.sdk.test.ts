import decrypt from 'matrix-js-sdk/lib/utils/decryptAESSecretStorageItem.js';
import { expect, test } from 'vitest';
import { Failure } from '../../core/errors.ts';
import { FakeAccountData } from './FakeAccountData.sdk.ts';
import { putInForce } from './putInForce.sdk.ts';

const secrets = new Map([
  ['m.cross_signing.master', 'bWFzdGVy'],
  ['m.cross_signing.self_signing', 'c2VsZg'],
  ['m.cross_signing.user_signing', 'dXNlcg'],
  ['m.megolm_backup.v1', 'YmFja3Vw'],
]);
const keyOf = (seed: number): Uint8Array<ArrayBuffer> => Uint8Array.from({ length: 32 }, (_, at) => (at * 7 + seed) % 256);
const defaultOf = ({ stored }: FakeAccountData): unknown => stored.get('m.secret_storage.default_key')?.['key'];

/** How many of the secrets this key opens under the ID that is the default now. */
async function opens(server: FakeAccountData, key: Uint8Array<ArrayBuffer>, keyId: unknown): Promise<number> {
  let count = 0;
  for (const [name, secret] of secrets) {
    const encrypted = server.stored.get(name)?.['encrypted'] as Record<string, never> | undefined;
    const item = encrypted?.[String(keyId)];
    if (item && (await decrypt(item, key, name).catch(() => null)) === secret) count += 1;
  }
  return count;
}

test('D12 the description, then everything that it opens, and the default key last', async () => {
  const server = new FakeAccountData();
  await putInForce(server.client, keyOf(1), secrets);
  const [described, ...rest] = server.writes;
  expect(described).toMatch(/^m\.secret_storage\.key\.[0-9a-f]{32}$/);
  expect(rest).toEqual([...secrets.keys(), 'm.secret_storage.default_key']);
  expect(described?.endsWith(`.${String(defaultOf(server))}`)).toBe(true);
  expect(await opens(server, keyOf(1), defaultOf(server))).toBe(secrets.size);
});

test('D12 cut off after any write: the old default key stands and opens, and the same call goes on without doing anything twice', async () => {
  for (let cut = 1; cut <= 6; cut += 1) {
    const server = new FakeAccountData();
    await putInForce(server.client, keyOf(1), secrets);
    const before = defaultOf(server);
    server.writes.length = 0;
    server.onWrite = (_type, count) => {
      if (count === cut) throw new Error('cut off');
    };
    await expect(putInForce(server.client, keyOf(2), secrets)).rejects.toThrow('cut off');
    // The last write is the one that changes it.
    if (cut < 6) expect(defaultOf(server)).toBe(before);
    expect(await opens(server, keyOf(cut < 6 ? 1 : 2), defaultOf(server))).toBe(secrets.size);
    server.onWrite = () => undefined;
    const done = [...server.writes];
    await putInForce(server.client, keyOf(2), secrets);
    expect(new Set(server.writes).size).toBe(6);
    expect(server.writes.length - done.length, 'what was written is not written again').toBe(cut < 6 ? 6 - cut : 1);
    expect(await opens(server, keyOf(2), defaultOf(server))).toBe(secrets.size);
    expect(await opens(server, keyOf(1), before), 'nothing that was there is gone').toBe(secrets.size);
  }
});

test('D12 another device that writes at the same moment, over a secret or the default key: it is seen and mended', async () => {
  for (const type of ['m.cross_signing.master', 'm.megolm_backup.v1', 'm.secret_storage.default_key']) {
    const server = new FakeAccountData();
    let times = 0;
    server.onWrite = (written) => {
      if (written !== 'm.secret_storage.default_key' || times++ > 0) return;
      server.stored.set(
        type,
        type.endsWith('default_key') ? { key: 'another' } : { encrypted: { another: { iv: 'a', ciphertext: 'b', mac: 'c' } } },
      );
    };
    await putInForce(server.client, keyOf(3), secrets);
    expect(times).toBe(2);
    expect(await opens(server, keyOf(3), defaultOf(server))).toBe(secrets.size);
  }
});

test('D12 a server that says yes and keeps nothing is not believed', async () => {
  const server = new FakeAccountData();
  server.deaf = true;
  await expect(putInForce(server.client, keyOf(4), secrets)).rejects.toEqual(new Failure({ code: 'serverFailing', status: 200 }));
  expect(server.writes).not.toContain('m.secret_storage.default_key');
});

test('D12 contents that nobody could mean are written over, whatever else stands beside them is kept', async () => {
  for (const encrypted of [null, [], 'text', 7, { old: null }, JSON.parse('{"__proto__": {"iv": 1}}')]) {
    const server = new FakeAccountData();
    server.stored.set('m.cross_signing.master', { encrypted, beside: 'this' });
    await putInForce(server.client, keyOf(5), secrets);
    expect(await opens(server, keyOf(5), defaultOf(server))).toBe(secrets.size);
    expect(server.stored.get('m.cross_signing.master')?.['beside']).toBe('this');
  }
});

test('D12 E11 an answer that is not the server’s costs nothing that lies under older keys', async () => {
  const server = new FakeAccountData();
  await putInForce(server.client, keyOf(6), secrets);
  const before = defaultOf(server);
  for (const [type, content] of server.stored) server.told.set(type, structuredClone(content));
  // A portal's page of JSON, where the secret was asked for.
  for (const name of secrets.keys()) server.stored.set(name, { portal: 1 });
  await putInForce(server.client, keyOf(7), secrets);
  expect(await opens(server, keyOf(6), before)).toBe(secrets.size);
  expect(await opens(server, keyOf(7), defaultOf(server))).toBe(secrets.size);
});
