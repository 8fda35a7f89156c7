import { initAsync } from '@matrix-org/matrix-sdk-crypto-wasm';
import { beforeAll, expect, test } from 'vitest';
import { accepted, offer, pending, qrWorld, secrets } from './qr.fixtures.ts';
import { askForToken } from '../askForToken.ts';

beforeAll(() => initAsync());

test('I20: a new device is asked for, approved by the one that scanned, and given the secrets', async () => {
  const app = qrWorld();
  app.auth.polls = [pending, pending];
  let asked: Record<string, unknown> = {};
  const { given, error } = await app.signIn({
    approve: async () => {
      app.phone.say(offer);
      asked = await app.phone.hear();
      app.phone.say(accepted);
      expect(await app.phone.hear()).toEqual({ type: 'm.login.success' });
      app.phone.say(secrets);
    },
  });
  expect(error).toBeNull();
  expect(asked).toEqual({
    type: 'm.login.protocol',
    protocol: 'device_authorization_grant',
    device_authorization_grant: {
      verification_uri: 'https://auth.test/link',
      verification_uri_complete: 'https://auth.test/link?code=ABCD-EFGH',
    },
    device_id: given?.deviceId,
  });
  expect(given?.deviceId).toMatch(/^[A-Z0-9]{16}$/);
  expect(given).toMatchObject({ userId: '@alice:hs.test', accessToken: 'mat_access' });
  expect(given?.secrets).toEqual({
    crossSigning: { master: 'master-secret', selfSigning: 'self-signing-secret', userSigning: 'user-signing-secret' },
    backup: { algorithm: secrets.backup.algorithm, key: 'backup-secret', version: '3' },
  });
  expect(app.steps.map(({ is }) => is)).toEqual(['scan', 'checkCode', 'approve']);
  expect(app.server.deleted).toEqual(['/rendezvous/1']);
  app.log.write('info', JSON.stringify(secrets));
  for (const secret of ['master-secret', 'self-signing-secret', 'user-signing-secret', 'backup-secret'])
    expect(app.log.lines.join()).not.toContain(secret);
});

test('I20: without secrets, and without the meeting, the approved device is signed in all the same', async () => {
  for (const say of [{ type: 'm.login.failure', reason: 'device_not_found' }, null]) {
    const app = qrWorld();
    app.auth.polls = [pending, pending, pending];
    const { given } = await app.signIn({
      approve: async () => {
        app.phone.say(offer);
        await app.phone.hear();
        app.phone.say(accepted);
        if (say === null) {
          await new Promise((resolve) => setImmediate(resolve));
          await new Promise((resolve) => setImmediate(resolve));
          app.server.texts.clear();
          return;
        }
        await app.phone.hear();
        app.phone.say(say);
      },
    });
    expect(given).toMatchObject({ userId: '@alice:hs.test', secrets: null });
  }
});

test('I20: wrong digits end it before anything is asked of the authorisation server', async () => {
  const app = qrWorld();
  const { error } = await app.signIn({
    checkCode: async () => {
      app.phone.say(offer);
      app.checkCode.enter(app.phone.checkCode === '00' ? '01' : '00');
    },
  });
  expect(error).toEqual({ code: 'qrFailed', reason: 'wrongDigits' });
  expect(app.auth.registered).toEqual([]);
  expect(app.server.texts.size, 'the other device meets nobody any more').toBe(0);
});

test.each([
  ['of another homeserver', { ...offer, homeserver: 'other.test' }, { code: 'qrOtherServer', server: 'other.test' }, 'user_cancelled'],
  [
    'without a way in common',
    { ...offer, protocols: ['carrier_pigeon'] },
    { code: 'qrFailed', reason: 'unsupported' },
    'unsupported_protocol',
  ],
  ['out of turn', accepted, { code: 'qrFailed', reason: 'unexpected' }, 'unexpected_message_received'],
  ['of no known kind', { type: 'm.login.surprise' }, { code: 'qrFailed', reason: 'unexpected' }, 'unexpected_message_received'],
])('I20: an offer %s is refused, and the other device is told', async (_what, said, error, reason) => {
  const app = qrWorld();
  app.auth.http.on('/.well-known/matrix/client', () => ({ status: 404 }));
  const ended = await app.signIn({
    approve: async () => {
      app.phone.say(said);
      expect(await app.phone.hear()).toEqual({ type: 'm.login.failure', reason });
    },
  });
  expect(ended.error).toEqual(error);
  expect(app.auth.registered).toEqual([]);
});

test('I20: another name for the chosen homeserver is found to be that', async () => {
  const app = qrWorld();
  app.auth.user = '@alice:alias.test';
  app.auth.http.on('/.well-known/matrix/client', () => ({ json: { 'm.homeserver': { base_url: 'https://hs.test' } } }));
  const { error } = await app.signIn({
    approve: async () => {
      app.phone.say({ ...offer, homeserver: 'alias.test' });
      await app.phone.hear();
      app.phone.say(accepted);
      await app.phone.hear();
      app.phone.say({ type: 'm.login.failure', reason: 'device_not_found' });
    },
  });
  expect(error).toBeNull();
});

test.each([
  ['user_cancelled', 'declined'],
  ['device_already_exists', 'deviceExists'],
  ['something_new', 'unexpected'],
])('I20: the other device gives up with %s', async (word, reason) => {
  const app = qrWorld();
  app.auth.polls = Array.from({ length: 50 }, () => pending);
  const { error } = await app.signIn({
    approve: async () => {
      app.phone.say(offer);
      await app.phone.hear();
      app.phone.say({ type: 'm.login.failure', reason: word });
    },
  });
  expect(error).toEqual({ code: 'qrFailed', reason });
});

test('I20: turned down after it was accepted: by the other device, and at the authorisation server', async () => {
  const there = qrWorld();
  there.auth.polls = Array.from({ length: 200 }, () => pending);
  const turnedDown = await there.signIn({
    approve: async () => {
      there.phone.say(offer);
      await there.phone.hear();
      there.phone.say(accepted);
      // The message before has to be taken first: the rendezvous holds one at a time.
      for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
      there.phone.say({ type: 'm.login.declined' });
    },
  });
  expect(turnedDown.error).toEqual({ code: 'qrFailed', reason: 'declined' });

  const atServer = qrWorld();
  atServer.auth.polls = [pending, { status: 403, json: { error: 'access_denied' } }];
  const denied = await atServer.signIn({
    approve: async () => {
      atServer.phone.say(offer);
      await atServer.phone.hear();
      atServer.phone.say(accepted);
      expect(await atServer.phone.hear()).toEqual({ type: 'm.login.declined' });
    },
  });
  expect(denied.error).toEqual({ code: 'signInDenied' });
});

test.each([
  [
    'another device than the one that was asked for',
    { json: { user_id: '@alice:hs.test', device_id: 'OLDDEVICE1' } },
    { code: 'wrongDevice' },
  ],
  ['a user of another homeserver', null, { code: 'qrOtherServer', server: 'hs.test' }],
])('I20: a token for %s is ended', async (_what, whoami, error) => {
  const app = qrWorld();
  app.auth.whoami = whoami;
  if (!whoami) app.auth.user = '@alice:other.test';
  const ended = await app.signIn({
    approve: async () => {
      app.phone.say(offer);
      await app.phone.hear();
      app.phone.say(accepted);
      expect(await app.phone.hear()).toMatchObject({ type: 'm.login.failure' });
    },
  });
  expect(ended.error).toEqual(error);
  expect(app.auth.revoked).toEqual(['refresh_token mar_refresh client1']);
});

test('I20: a code that runs out is followed by another, with another key; nobody scanning at all ends by itself', async () => {
  const app = qrWorld();
  const { given } = await app.signIn({
    scan: async () => {
      const step = app.steps.at(-1);
      if (app.steps.length < 3) app.server.texts.clear();
      else if (step?.is === 'scan') await app.phone.scan(step.payload);
    },
    approve: async () => {
      app.phone.say(offer);
      await app.phone.hear();
      app.phone.say(accepted);
      await app.phone.hear();
      app.phone.say(secrets);
    },
  });
  expect(given).not.toBeNull();
  expect(app.server.created).toBe(3);
  expect(new Set(app.steps.map((step) => (step.is === 'scan' ? step.payload : step.is))).size).toBe(5);

  const alone = qrWorld();
  const { error } = await alone.signIn({ scan: async () => undefined });
  expect(error).toEqual({ code: 'qrFailed', reason: 'expired' });
  expect(alone.server.texts.size).toBe(0);
  expect(alone.server.created, 'for ten minutes, half a minute each').toBe(19);
});

test('I20: a code that is scanned while it is being replaced still counts, and the new one is taken away', async () => {
  const app = qrWorld();
  const { given } = await app.signIn({
    scan: async () => {
      const [old] = app.steps;
      if (app.steps.length === 2 && old?.is === 'scan') await app.phone.scan(old.payload);
    },
    approve: async () => {
      app.phone.say(offer);
      await app.phone.hear();
      app.phone.say(accepted);
      await app.phone.hear();
      app.phone.say(secrets);
    },
  });
  expect(given?.secrets).not.toBeNull();
  expect(app.server.deleted).toEqual(['/rendezvous/2', '/rendezvous/1']);
});

test('I20: digits that nobody types are not waited for without end', async () => {
  const app = qrWorld();
  const { error } = await app.signIn({ checkCode: async () => undefined });
  expect(error).toEqual({ code: 'qrFailed', reason: 'expired' });
});

test('I20: called off while the digits are awaited: the other device is told', async () => {
  const app = qrWorld();
  const { error } = await app.signIn({
    checkCode: async () => {
      app.abort.abort();
      expect(await app.phone.hear()).toEqual({ type: 'm.login.failure', reason: 'user_cancelled' });
    },
  });
  expect(error).toEqual({ code: 'cancelled' });
});

test('I20: whoever signs in again on the same device is refused, whatever the page sends', async () => {
  const { auth, parts } = qrWorld();
  const again = { userId: '@alice:hs.test', deviceId: 'OLDDEVICE1' } as const;
  const call = {
    baseUrl: 'https://hs.test',
    method: { is: 'qr' },
    again,
    user: again.userId,
    password: null,
    deviceName: null,
    signal: new AbortController().signal,
    onBrowser: () => undefined,
    beforeIssue: async () => undefined,
  } as const;
  // @ts-expect-error: the types know no such request.
  await expect(askForToken(parts, call)).rejects.toMatchObject({ error: { code: 'methodUnsupported' } });
  expect(auth.http.sent).toEqual([]);
});
