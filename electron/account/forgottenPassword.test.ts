import { beforeEach, expect, test } from 'vitest';
import { FakeHttp } from '../http/FakeHttp.ts';
import { ForgottenPassword } from './forgottenPassword.ts';

const mail = '/_matrix/client/v3/account/password/email/requestToken';
const change = '/_matrix/client/v3/account/password';
const question = { status: 401, json: { session: 's', flows: [{ stages: ['m.login.email.identity'] }], params: {} } };

let http: FakeHttp;
let concealed: string[];
let forgotten: ForgottenPassword;

beforeEach(() => {
  http = new FakeHttp().on(mail, () => ({ json: { sid: '7' } }));
  concealed = [];
  forgotten = new ForgottenPassword({ http, homeserver: () => 'https://hs.test', conceal: (secret) => void concealed.push(secret) });
});

const bodies = (path: string) =>
  http.sent.filter(({ url }) => new URL(url).pathname === path).map(({ body }) => body as Record<string, any>);

test('C24 no token goes along, and the devices are never signed out', async () => {
  http.on(change, ({ body }) => ((body as { auth?: unknown }).auth ? { json: {} } : question));
  await forgotten.ask('alice@example.org');
  expect(await forgotten.set('a new one')).toBe(true);
  expect(http.sent.map(({ token }) => token)).toEqual([undefined, undefined, undefined]);
  expect(bodies(change).map((body) => body['logout_devices'])).toEqual([false, false]);
  const [{ client_secret: secret }] = bodies(mail) as [Record<string, string>];
  expect(concealed).toEqual([secret]);
  expect(bodies(change)[1]?.['auth']).toMatchObject({
    type: 'm.login.email.identity',
    session: 's',
    threepid_creds: { sid: '7', client_secret: secret },
  });
});

test('C24 before the link in the e-mail is opened, nothing is changed and one may try again', async () => {
  let isOpened = false;
  http.on(change, ({ body }) =>
    !(body as { auth?: unknown }).auth ? question : isOpened ? { json: {} } : { status: 401, json: { errcode: 'M_UNAUTHORIZED' } },
  );
  await forgotten.ask('alice@example.org');
  expect(await forgotten.set('a new one')).toBe(false);
  isOpened = true;
  expect(await forgotten.set('a new one')).toBe(true);
});

test('C24 asking once more repeats the question; another address begins a new one', async () => {
  await forgotten.ask('alice@example.org');
  await forgotten.ask('alice@example.org');
  await forgotten.ask('bob@example.org');
  const [first, second, third] = bodies(mail);
  expect([first?.['send_attempt'], second?.['send_attempt'], third?.['send_attempt']]).toEqual([1, 2, 1]);
  expect(second?.['client_secret']).toBe(first?.['client_secret']);
  expect(third?.['client_secret']).not.toBe(first?.['client_secret']);
});

test('C24 what the server does not offer is said', async () => {
  http.on(mail, () => ({ status: 400, json: { errcode: 'M_UNKNOWN', error: 'disabled' } }));
  await expect(forgotten.ask('alice@example.org')).rejects.toMatchObject({ error: { code: 'refused' } });
  await expect(forgotten.set('a new one')).rejects.toMatchObject({ error: { code: 'cancelled' } });
});
