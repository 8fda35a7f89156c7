import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Gate } from '../../core/features/session/mainCalls.ts';
import { livesOfMain } from './lives.fixtures.ts';
import { base, user } from './session.fixtures.ts';

const { world, start, signedIn, expired } = livesOfMain();

const bodies = (path: string) =>
  world()
    .server.http.sent.filter((sent) => sent.method === 'POST' && sent.url.endsWith(path))
    .map(({ body }) => body as Record<string, unknown>);

test('signing in asks for a new device, keeps everything, and leaves no transient key', async () => {
  const main = await signedIn();
  expect(bodies('/login')).toEqual([
    {
      type: 'm.login.password',
      identifier: { type: 'm.id.user', user: 'alice' },
      password: 'right password',
      refresh_token: true,
      initial_device_display_name: 'Latchkey on Test',
    },
  ]);
  expect([...world().vault.entries.keys()]).toEqual([user]);
  expect(main.record.accounts).toMatchObject([{ phase: 'signedIn', pendingKey: false, account: { userId: user, homeserver: base } }]);
  expect(readFileSync(main.profile.account(main.opened[0] ?? '').tokens).includes('syt_')).toBe(false);
  expect(main.log.lines.join('')).not.toMatch(/syt_|right password|rootKey/);
});

test('a restart opens the same account with its token', async () => {
  (await signedIn()).end();
  const main = start();
  await main.until('opening');
  expect(main.token()).toBe('syt_token_number_1');
  expect(bodies('/login')).toHaveLength(1);
});

test('J5, J8: without a keychain that takes the key no password is sent; if it refuses later, the token is logged out', async () => {
  const main = start();
  await main.until('signedOut');
  world().vault.trouble = { is: 'unavailable' };
  main.signIn();
  await main.until('signedOut');
  expect(main.runner.state).toMatchObject({ problem: { code: 'vaultUnavailable' } });
  expect(bodies('/login')).toHaveLength(0);
  world().vault.trouble = null;
  const write = world().vault.write;
  world().vault.write = async (name, secret) => (name === user ? { is: 'unreadable', reason: 'locked' } : write(name, secret));
  main.signIn();
  await main.until('signingIn');
  await main.until('signedOut');
  expect(main.runner.state).toMatchObject({ problem: { code: 'vaultWriteFailed', reason: 'locked' } });
  expect(world().server.tokens.size).toBe(0);
  expect(world().vault.entries.size).toBe(0);
  expect(main.record.accounts).toEqual([]);
});

test('a sign-in that is cancelled under way leaves no device on the server', async () => {
  const main = start();
  await main.until('signedOut');
  let answer = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const send = world().server.http.send;
  world().server.http.send = async (request) => {
    if (request.method === 'POST' && request.url.endsWith('/login')) await held;
    return send(request);
  };
  main.signIn();
  await main.settled();
  main.runner.send({ type: 'cancelled' });
  answer();
  await main.settled();
  expect(main.runner.state.phase).toBe('signedOut');
  expect(world().server.tokens.size).toBe(0);
  expect(world().vault.entries.size).toBe(0);
});

test('C5, C9, C17: signing in again keeps user and device, and only the new token is used', async () => {
  const main = await expired();
  const gates: Gate[] = [];
  main.gate.listen((gate) => gates.push(gate));
  main.signInAgain();
  await main.until('active');
  expect(bodies('/login')[1]).toEqual({
    type: 'm.login.password',
    identifier: { type: 'm.id.user', user },
    password: 'right password',
    refresh_token: true,
    device_id: main.credentials.account?.deviceId,
  });
  expect(gates).toEqual([{ is: 'held' }, { is: 'open', retry: true, credentials: { epoch: 2, accessToken: 'syt_token_number_2' } }]);
  expect(world().server.http.sent.some(({ url }) => url.endsWith('/logout') || url.includes('syt_'))).toBe(false);
  await main.settled();
  main.end();
  const next = start();
  await next.until('opening');
  expect(next.token()).toBe('syt_token_number_2');
  expect(next.credentials.identity?.ed25519).toBe('our key');
});

test('C1: an expired session is expired after a restart, and waits', async () => {
  const main = await expired();
  await expect.poll(() => JSON.parse(readFileSync(main.profile.record, 'utf8')).accounts[0].expiredSince).not.toBeNull();
  main.end();
  const next = start();
  await next.until('expired');
  expect(next.opened).toHaveLength(1);
  next.gate.listen((gate) => expect(gate).toEqual({ is: 'held' }));
});

test('C10: a wrong password changes nothing', async () => {
  const main = await expired();
  main.signInAgain('wrong password');
  await main.until('resuming');
  await main.until('expired');
  expect(main.runner.state).toMatchObject({ problem: { code: 'badCredentials' } });
});

test('D3: a device that was made anew meanwhile is never given our keys', async () => {
  const main = await expired();
  world().server.deviceKeys.clear();
  main.signInAgain();
  await main.until('erased');
  expect(main.runner.state).toMatchObject({ reason: 'deviceReplaced' });
  expect(world().vault.entries.size).toBe(0);
});

test('D3: one answer without our keys is not believed', async () => {
  const main = await expired();
  const { send } = world().server.http;
  let queries = 0;
  world().server.http.send = async (request) => {
    const answer = await send(request);
    return request.url.endsWith('/keys/query') && ++queries === 1 ? { ...answer, json: { device_keys: {} } } : answer;
  };
  main.signInAgain();
  await main.until('active');
  expect(queries).toBe(2);
});

test('D3 E9: an answer that says it could not ask for our keys is no answer without them, however often it comes', async () => {
  const main = await expired();
  const query = '/_matrix/client/v3/keys/query';
  const real = world().server.http.handlerOf(query);
  world().server.http.on(query, () => ({ json: { device_keys: {}, failures: { 'hs.test': { status: 503 } } } }));
  main.signInAgain();
  await main.until('resuming');
  await main.until('expired');
  expect(main.runner.state).toMatchObject({ problem: { code: 'serverFailing' } });
  expect(world().vault.entries.size).toBe(1);
  world().server.http.on(query, real);
  main.signInAgain();
  await main.until('active');
});

test('a lost answer to signing in again, on a server where a new token ends the one before, destroys nothing', async () => {
  const main = await expired();
  const { send } = world().server.http;
  world().server.http.send = async (request) => {
    const answer = await send(request);
    if (!request.url.endsWith('/login') || request.method !== 'POST') return answer;
    world().server.tokens.delete('syt_token_number_1');
    throw new Error('net::ERR_CONNECTION_RESET');
  };
  main.signInAgain();
  await main.until('resuming');
  await main.until('expired');
  main.runner.send({ type: 'retryAsked' });
  await main.settled();
  expect(main.runner.state.phase).toBe('expired');
  main.end();
  const next = start();
  await next.until('expired');
  await next.settled();
  expect(next.runner.state.phase).toBe('expired');
  world().server.http.send = send;
  next.signInAgain();
  await next.until('active');
  await next.settled();
  expect(next.record.accounts[0]).toMatchObject({ loginSent: false, expiredSince: null });
});

test('E10: after a sign-in that was refused, the end of the old token counts', async () => {
  const main = await expired();
  main.signInAgain('wrong password');
  await main.until('resuming');
  await main.until('expired');
  world().server.tokens.clear();
  main.runner.send({ type: 'retryAsked' });
  await main.until('erased');
});

test('keys that were never uploaded are no sign of a replaced device', async () => {
  const main = await expired(false);
  main.signInAgain();
  await main.until('active');
});

test('K5: a connection that dies in the middle of signing in again is said, and the token is not logged out', async () => {
  const main = await expired();
  const send = world().server.http.send;
  world().server.http.send = async (request) => {
    if (request.url.endsWith('/keys/query')) throw new Error('net::ERR_CONNECTION_RESET');
    return send(request);
  };
  main.signInAgain();
  await main.until('resuming');
  await main.until('expired');
  expect(main.runner.state).toMatchObject({ problem: { code: 'offline' } });
  expect(world().server.http.sent.some(({ url }) => url.endsWith('/logout'))).toBe(false);
  world().server.http.send = send;
  main.signInAgain();
  await main.until('active');
});

test('K4: sealed tokens with a flipped bit mean signing in again, on the same device', async () => {
  const before = await signedIn();
  const path = before.profile.account(before.opened[0] ?? '').tokens;
  before.end();
  const data = readFileSync(path);
  data[data.length - 20] = (data[data.length - 20] ?? 0) ^ 1;
  writeFileSync(path, data);
  const main = start();
  await main.until('expired');
  main.signInAgain();
  await main.until('active');
  expect(bodies('/login')[1]).toMatchObject({ device_id: 'DEVICE1' });
});

test('J3, J6: a key that is gone and a key that is another are told apart, and nothing is destroyed', async () => {
  const before = await signedIn();
  before.end();
  writeFileSync(before.profile.account(before.opened[0] ?? '').store, 'a store');
  const entry = world().vault.entries.get(user) ?? '';
  world().vault.entries.clear();
  const missing = start();
  await missing.until('keyMissing');
  missing.end();
  world().vault.entries.set(user, JSON.stringify({ ...JSON.parse(entry), rootKey: Buffer.alloc(32, 1).toString('base64') }));
  const other = start();
  await other.until('storeCorrupt');
  other.end();
  world().vault.entries.set(user, entry);
  expect(existsSync(before.profile.account(before.opened[0] ?? '').tokens)).toBe(true);
  await start().until('opening');
});

test('a lost record is found again by the account folder', async () => {
  const before = await signedIn();
  before.end();
  for (const text of ['', '{"v":1']) {
    writeFileSync(before.profile.record, text);
    const main = start();
    await main.until('opening');
    expect(main.credentials.account?.deviceId).toBe('DEVICE1');
    // The record is still being written: a transient key may be there, too.
    await main.settled();
    expect(main.record.accounts[0]).toMatchObject({ pendingKey: false });
    main.end();
  }
});

test('F1: signing out ends the session on the server, then here; offline people are asked', async () => {
  const main = await signedIn();
  const { send } = world().server.http;
  world().server.http.send = async () => {
    throw new Error('net::ERR_INTERNET_DISCONNECTED');
  };
  main.runner.send({ type: 'signOutAsked', now: 1 });
  await main.settled();
  expect(main.runner.state).toMatchObject({ phase: 'signingOut', problem: { code: 'offline' } });
  world().server.http.send = send;
  main.runner.send({ type: 'retryAsked' });
  await main.until('erased');
  expect(world().server.tokens.size).toBe(0);
  expect(existsSync(main.profile.account(main.opened[0] ?? '').folder)).toBe(false);
});
