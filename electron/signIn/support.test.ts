import { expect, test } from 'vitest';
import { FakeHttp } from '../http/FakeHttp.ts';
import { readSupport, supportOf } from './support.ts';

const file = {
  contacts: [
    { role: 'm.role.admin', matrix_id: '@harbour:example.org', email_address: 'master@example.org' },
    { role: 'm.role.security', email_address: 'guard@example.org' },
  ],
  support_page: 'https://example.org/help',
};
const read = {
  contacts: [
    { isSecurity: false, userId: '@harbour:example.org', email: 'master@example.org' },
    { isSecurity: true, userId: null, email: 'guard@example.org' },
  ],
  page: 'https://example.org/help',
};

test('G1 the file of the server names whom to ask', async () => {
  const http = new FakeHttp().on('/.well-known/matrix/support', () => ({ status: 200, json: file }));
  expect(await supportOf(http, { userId: '@a:example.org', homeserver: 'https://matrix.example.org' })).toEqual(read);
  expect(http.sent.map(({ url, token }) => [url, token])).toEqual([
    ['https://example.org/.well-known/matrix/support', undefined],
    ['https://matrix.example.org/.well-known/matrix/support', undefined],
  ]);
});

test.each([
  [404, {}],
  [200, undefined],
  [200, 'text'],
  [200, { contacts: 'x' }],
  [200, { contacts: [{}] }],
])('G1 %s with %j names nobody', async (status, json) => {
  const http = new FakeHttp().on('/.well-known/matrix/support', () => ({ status, json }));
  expect(await supportOf(http, { userId: '@a:example.org', homeserver: 'https://example.org' })).toEqual({ contacts: [], page: null });
});

test('G1 what cannot be a contact is left out: scripts, addresses with headers, things that are no user', () => {
  const contacts = [
    { email_address: 'a@b.c?bcc=x' },
    { matrix_id: 'harbour' },
    { email_address: 'two words@b.c' },
    7,
    { matrix_id: '@ok:example.org', email_address: 'a b' },
  ];
  expect(readSupport({ contacts, support_page: 'javascript:alert(1)' })).toEqual({
    contacts: [{ isSecurity: false, userId: '@ok:example.org', email: null }],
    page: null,
  });
});
