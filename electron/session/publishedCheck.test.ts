import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AccessToken, UserId } from '../../core/ids.ts';
import { FakeHttp } from '../auth/FakeHttp.ts';
import { loginGrant } from '../auth/grant.ts';
import { createDurable } from '../durable.ts';
import { fakeLog } from '../FakeLog.ts';
import { deriveKeys } from '../vault/keys.ts';
import { Credentials } from './credentials.ts';
import { Delays } from './delays.ts';
import { GateKeeper } from './gateKeeper.ts';
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
  const tokens = { userId, deviceId: 'DEVICE', homeserver, accessToken: `syt_${ed25519}` as AccessToken, refreshToken: null, grant: loginGrant, expiresAt: null, lifetimeMs: null, identity: { ed25519, curve25519: 'curve', published: false } };
  credentials.take(account, deriveKeys(Buffer.alloc(32, 1)), join(folder, ed25519), tokens, null);
}

test('D3 what is seen of an account that has gone meanwhile is not taken for the next one’s', async () => {
  const http = new FakeHttp();
  let come = (): void => undefined;
  const late = new Promise<void>((resolve) => { come = resolve; });
  http.on('/_matrix/client/v3/keys/query', async () => {
    await late;
    return { json: { device_keys: { '@alice:hs.test': { DEVICE: { keys: { 'ed25519:DEVICE': 'alices' } } } } } };
  });
  take('@alice:hs.test', 'alices');
  const gate = new GateKeeper(credentials);
  gate.release(true);
  new PublishedCheck({ http, log, credentials, delays, gate }).start();
  await expect.poll(() => http.sent.length, { timeout: 5_000 }).toBe(1);
  credentials.forget();
  take('@bob:hs.test', 'bobs');
  come();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(credentials.identity).toMatchObject({ ed25519: 'bobs', published: false });
});
