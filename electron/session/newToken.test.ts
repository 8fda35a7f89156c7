import { expect, test } from 'vitest';
import type { AccessToken } from '../../core/ids.ts';
import type { GivenToken } from '../signIn/askForToken.ts';
import { FakeHttp } from '../http/FakeHttp.ts';
import { loginGrant } from '../tokens/grant.ts';
import type { HttpAnswer } from '../http/http.ts';
import { fakeLog } from '../FakeLog.ts';
import { endUnlessOurs } from './newToken.ts';
import type { AccountRecord } from '../record/sessionRecord.ts';

const base = 'https://hs.test';
const token: GivenToken = {
  userId: '@alice:hs.test',
  deviceId: 'NEW',
  accessToken: 'syt_new' as AccessToken,
  refreshToken: null,
  grant: loginGrant,
  lifetimeMs: null,
  namedBaseUrl: null,
  askedAt: 0,
};
const entry: AccountRecord = {
  slug: '0123456789abcdef',
  phase: 'signedIn',
  expiredSince: null,
  keyCheck: null,
  pendingKey: false,
  account: { userId: '@alice:hs.test', deviceId: 'DEVICE1', homeserver: base, slug: '0123456789abcdef' },
};

async function isEnded(accounts: readonly AccountRecord[], whoami: Partial<HttpAnswer> | Error): Promise<boolean> {
  const http = new FakeHttp().on('/_matrix/client/v3/account/whoami', () => whoami).on('/_matrix/client/v3/logout', () => ({ json: {} }));
  await endUnlessOurs({ http, log: fakeLog(), record: { accounts } }, base, token);
  return http.sent.some(({ url }) => url.endsWith('/logout'));
}

test('J8 C8 a first sign-in that is not kept is ended, unless it may be of a device that another account of this app uses (L-3)', async () => {
  const named = (device_id: string | undefined) => ({ json: { user_id: '@alice:hs.test', device_id } });
  await expect(isEnded([], new Error('never asked')), 'nothing of ours is there').resolves.toBe(true);
  await expect(isEnded([entry], named('NEW'))).resolves.toBe(true);
  await expect(isEnded([entry], named('DEVICE1'))).resolves.toBe(false);
  await expect(isEnded([entry], named(undefined))).resolves.toBe(false);
  await expect(isEnded([entry], { status: 502 })).resolves.toBe(false);
  await expect(isEnded([entry], new Error('net::ERR_CONNECTION_RESET'))).resolves.toBe(false);
});
