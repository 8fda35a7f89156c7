import { expect, test } from 'vitest';
import type { AccessToken } from '../../core/ids.ts';
import { FakeHttp } from './FakeHttp.ts';
import { homeserverAt } from '../signIn/homeserver.ts';
import { isDeactivation, isEmptyObject } from './success.ts';

const notOurs: readonly unknown[] = [{ portal: 1 }, [], '', 'ok', 0, null, true, undefined];

// L-14
test.each(notOurs)('E11 %j is nobody’s success', async (json) => {
  expect(isEmptyObject(json)).toBe(false);
  expect(isDeactivation(json)).toBe(false);
  const server = homeserverAt(
    new FakeHttp().on('/_matrix/client/v3/logout', () => ({ status: 200, json })),
    'https://hs.test',
  );
  await expect(server.logout('at' as AccessToken)).rejects.toMatchObject({ error: { code: 'serverFailing', status: 200 } });
});

test('E11 what the specification says is', async () => {
  expect(isEmptyObject({})).toBe(true);
  expect(isDeactivation({ id_server_unbind_result: 'no-support' })).toBe(true);
  expect(isDeactivation({})).toBe(false);
  await homeserverAt(
    new FakeHttp().on('/_matrix/client/v3/logout', () => ({ status: 200, json: {} })),
    'https://hs.test',
  ).logout('at' as AccessToken);
});

// Found by the soak: everything here was erased, and the device stayed at the server.
test.each([
  ['whoami knows the token', { json: { user_id: '@alice:hs.test' } }, false],
  ['whoami does not answer', new TypeError('fetch failed'), false],
  ['whoami says so, too', { status: 401, json: { errcode: 'M_UNKNOWN_TOKEN' } }, true],
])('F1 E11 that a session is dead already is not believed on one word when signing out: %s', async (_, whoami, isDone) => {
  const http = new FakeHttp()
    .on('/_matrix/client/v3/logout', () => ({ status: 401, json: { errcode: 'M_UNKNOWN_TOKEN' } }))
    .on('/_matrix/client/v3/account/whoami', () => whoami);
  const said = await homeserverAt(http, 'https://hs.test')
    .logout('at' as AccessToken)
    .then(
      () => true,
      () => false,
    );
  expect(said).toBe(isDone);
});
