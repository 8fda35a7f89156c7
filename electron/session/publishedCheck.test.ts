import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AccessToken, UserId } from '../../core/ids.ts';
import { FakeHttp } from '../http/FakeHttp.ts';
import { loginGrant } from '../tokens/grant.ts';
import { createDurable } from '../disk/durable.ts';
import { fakeLog } from '../FakeLog.ts';
import { deriveKeys } from '../vault/keys.ts';
import { Credentials } from './credentials.ts';
import { Delays } from './delays.ts';
import { MainGate } from './mainGate.ts';
import { SessionRecord } from '../record/sessionRecord.ts';
import { PublishedCheck } from './publishedCheck.ts';

const homeserver = 'https://hs.test';
const log = fakeLog();
let folder: string;
let credentials: Credentials;
let delays: Delays;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-published-'));
  credentials = new Credentials({ durable: createDurable(log, undefined, () => undefined), log, monotonic: () => performance.now() });
  delays = new Delays();
});
afterEach(async () => {
  delays.cancelAll();
  await credentials.settled();
  rmSync(folder, { recursive: true, force: true });
});

function take(userId: UserId, ed25519: string): void {
  const account = { userId, deviceId: 'DEVICE', homeserver, slug: ed25519 };
  const tokens = {
    userId,
    deviceId: 'DEVICE',
    homeserver,
    accessToken: `syt_${ed25519}` as AccessToken,
    refreshToken: null,
    grant: loginGrant,
    expiresAt: null,
    lifetimeMs: null,
    identity: { ed25519, curve25519: 'curve', published: false },
  };
  credentials.take(account, deriveKeys(Buffer.alloc(32, 1)), join(folder, ed25519), tokens, null);
}

/** What was told of keys that are gone, by epoch. */
let told: number[];
let record: SessionRecord;

function check(http: FakeHttp, gate: MainGate): PublishedCheck {
  told = [];
  record = new SessionRecord(
    join(folder, 'session.json'),
    createDurable(log, undefined, () => undefined),
  );
  return new PublishedCheck({ http, log, credentials, record, delays, gate, keysGone: (epoch) => void told.push(epoch) });
}

function openGate(): MainGate {
  const gate = new MainGate(credentials);
  gate.release(true);
  return gate;
}

const holding = (key: string | null) =>
  new FakeHttp().on('/_matrix/client/v3/keys/query', () => ({
    json: { device_keys: { '@alice:hs.test': key === null ? {} : { DEVICE: { keys: { 'ed25519:DEVICE': key } } } } },
  }));

async function recorded(published: boolean): Promise<void> {
  const account = { userId: '@alice:hs.test', deviceId: 'DEVICE', homeserver, slug: '0123456789abcdef' } as const;
  await record.put('record', {
    slug: account.slug,
    phase: 'signedIn',
    account,
    expiredSince: null,
    keyCheck: null,
    pendingKey: false,
    published,
  });
}

describe('D11 the sealed tokens were damaged, so that only the engine told what our keys are (L-6)', () => {
  test.each([
    ['our keys are gone, and were published once', null, true, [1]],
    ['another key stands under our device ID', 'anothers', false, [1]],
    ['our keys were never seen there', null, false, []],
  ] as const)('%s', { timeout: 15_000 }, async (_what, key, published, expected) => {
    take('@alice:hs.test', '0123456789abcdef');
    const http = holding(key);
    const published_ = check(http, openGate());
    await recorded(published);
    published_.start();
    await expect.poll(() => http.sent.length, { timeout: 10_000 }).toBe(2);
    await expect.poll(() => told).toEqual(expected);
  });

  test('that they were seen is written down beside the seal', async () => {
    take('@alice:hs.test', '0123456789abcdef');
    const published = check(holding('0123456789abcdef'), openGate());
    await recorded(false);
    published.start();
    await expect.poll(() => record.of('0123456789abcdef')?.published, { timeout: 5_000 }).toBe(true);
    expect(told).toEqual([]);
  });
});

test('D3 what is seen of an account that has gone meanwhile is not taken for the next one’s', async () => {
  const http = new FakeHttp();
  let come = (): void => undefined;
  const late = new Promise<void>((resolve) => {
    come = resolve;
  });
  http.on('/_matrix/client/v3/keys/query', async () => {
    await late;
    return { json: { device_keys: { '@alice:hs.test': { DEVICE: { keys: { 'ed25519:DEVICE': 'alices' } } } } } };
  });
  take('@alice:hs.test', 'alices');
  const gate = new MainGate(credentials);
  gate.release(true);
  check(http, gate).start();
  await expect.poll(() => http.sent.length, { timeout: 5_000 }).toBe(1);
  credentials.forget();
  take('@bob:hs.test', 'bobs');
  come();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(credentials.identity).toMatchObject({ ed25519: 'bobs', published: false });
});

test('D3 D11 an upload that was answered counts at once, sealed and in the record: a device that is removed a moment later is known to have had keys', async () => {
  take('@alice:hs.test', '0123456789abcdef');
  const http = holding(null);
  const published = check(http, openGate());
  await recorded(false);
  await published.uploaded();
  expect(credentials.identity).toMatchObject({ published: true });
  expect(record.of('0123456789abcdef')?.published).toBe(true);
  expect(http.sent, 'nobody is asked').toEqual([]);
});
