import { expect, test } from 'vitest';
import type { DeviceId, Password, UserId } from '../../../core/ids.ts';
import type { Account } from '../../../core/session/account.ts';
import { passwordMethod } from '../../../core/session/method.ts';
import type { SessionEvent } from '../../../core/session/events.ts';
import type { SessionState } from '../../../core/session/states.ts';
import { fakeLog } from '../../FakeLog.ts';
import { FakeHttp } from '../../http/FakeHttp.ts';
import { toError } from '../../http/toError.ts';
import { OneShot } from '../../session/oneShot.ts';
import { MetadataCache } from '../../signIn/oauth/metadataCache.ts';
import { CheckCodeEntry } from '../../signIn/qr/checkCodeEntry.ts';
import { FakeVault } from '../../vault/FakeVault.ts';
import { accountPages } from './accountPages.ts';
import { offeredFlows } from './offeredFlows.ts';
import { sessionCalls } from './sessionCalls.ts';
import { signingIn } from './signingIn.ts';

const base = 'https://hs.test';
const signedOut: SessionState = { phase: 'signedOut', attempt: 1, problem: null, homeserver: '', username: '' };
const account: Account = { userId: '@a:hs.test' as UserId, deviceId: 'D' as DeviceId, homeserver: base, slug: 's' };
const signedIn = { attempt: 1, account, epoch: 1, expiresAt: null, refreshable: false, unproven: false };
const expired: SessionState = { phase: 'expired', ...signedIn, since: 1, problem: null, unclear: false, hards: 0 };
const unreadable: SessionState = { phase: 'keychainUnreadable', attempt: 1, reason: 'locked' };

/** What the commands of an account reach, which is in this state. */
function reached(state: SessionState) {
  const sent: SessionEvent[] = [];
  const log = fakeLog();
  const http = new FakeHttp();
  const asked: string[] = [];
  return {
    sent,
    log,
    http,
    asked,
    runner: { state, send: (event: SessionEvent) => void sent.push(event) },
    passwords: new OneShot<Password>(),
    metadata: new MetadataCache(http, () => 0),
    checkCode: new CheckCodeEntry(),
    sideDoors: { lookUp: async () => void asked.push('looked up') },
    vault: Object.assign(new FakeVault(), { askToUnlock: () => void asked.push('to unlock') }),
    credentials: { tokens: null },
    browser: { open: async (url: string) => void asked.push(url), leave: () => undefined },
    toError: (cause: unknown) => toError(cause, log),
    wallClock: () => 7,
  };
}

test('J11 a password goes beside the machine, once, and is known to the log as a secret before anybody could write it', () => {
  const parts = reached(signedOut);
  const calls = signingIn(parts);
  void calls.signIn({ homeserver: 'hs.test', username: 'a', password: 'correct horse' });
  void calls.signInAgain({ password: 'battery staple' });
  expect(parts.sent).toEqual([
    { type: 'signInAsked', homeserver: 'hs.test', username: 'a', method: passwordMethod },
    { type: 'signInAgainAsked', method: passwordMethod, now: 7 },
  ]);
  expect([parts.passwords.take(), parts.passwords.take()]).toEqual(['battery staple', null]);
  parts.log.write('info', 'correct horse battery staple');
  expect(parts.log.lines.join()).not.toMatch(/correct horse|battery staple/);
});

test('S-4 a server is looked up where the sign-in form is, through the side door, and nowhere else', async () => {
  const form = reached(signedOut);
  form.http.on('/_matrix/client/versions', () => ({ json: { versions: ['v1.11'] } }));
  await signingIn(form).lookUpServer({ text: base });
  expect(form.asked).toEqual(['looked up']);
  const elsewhere = reached(expired);
  await expect(async () => signingIn(elsewhere).lookUpServer({ text: base })).rejects.toThrow('badArgument');
  expect(elsewhere.http.sent).toEqual([]);
});

test('J4 trying again asks a locked keychain to open, and no other phase does', () => {
  for (const state of [unreadable, expired]) {
    const parts = reached(state);
    void sessionCalls(parts).retry({});
    expect(parts.asked).toEqual(state === unreadable ? ['to unlock'] : []);
    expect(parts.sent).toEqual([{ type: 'retryAsked' }]);
  }
});

test('C4 ways to sign in again and the account’s pages are asked of the server whose session it is; without one they are refused', async () => {
  const parts = reached(signedOut);
  await expect(async () => offeredFlows(parts).signInFlows({})).rejects.toThrow('sessionPaused');
  await expect(accountPages(parts).openAccountLink({ action: null, deviceId: null })).rejects.toThrow('sessionPaused');
  expect(await accountPages(parts).accountLinks({})).toBeNull();
  expect(parts.http.sent).toEqual([]);
  const ours = reached(expired);
  ours.http.on('/_matrix/client/v3/login', () => ({ json: { flows: [{ type: 'm.login.password' }] } }));
  expect(await offeredFlows(ours).signInFlows({})).toEqual([{ is: 'password' }]);
  await expect(accountPages(ours).openAccountLink({ action: null, deviceId: null })).rejects.toThrow('methodUnsupported');
  expect(ours.http.sent.every(({ url }) => url.startsWith(base))).toBe(true);
  expect(ours.asked).toEqual([]);
});
