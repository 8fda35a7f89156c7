import { expect, test } from 'vitest';
import { FakeHttp } from '../http/FakeHttp.ts';
import type { HttpAnswer } from '../http/http.ts';
import { authServer, metadataJson } from './oauth/FakeAuthServer.ts';
import { MetadataCache } from './oauth/metadataCache.ts';
import { signInFlows } from './signInFlows.ts';

const base = 'https://hs.test';
const absent = { status: 404, json: { errcode: 'M_UNRECOGNIZED' } };

function flows(login: Partial<HttpAnswer> | Error, metadata: Partial<HttpAnswer> | Error = absent) {
  const http = new FakeHttp().on('/_matrix/client/v3/login', () => login).on('/_matrix/client/v1/auth_metadata', () => metadata);
  return signInFlows({ http, metadata: new MetadataCache(http, () => 0) }, base, 'newDevice');
}

test('C4: all usable flows, in the order of the server, with all of its providers', async () => {
  const identity_providers = [
    { id: 'github', name: 'GitHub', brand: 'github', icon: 'mxc://hs.test/icon' },
    { id: 'oidc-own', name: 'Harbour', brand: 'own' },
    { name: 'without an ID' },
  ];
  await expect(
    flows({
      json: {
        flows: [
          { type: 'm.login.sso', identity_providers },
          { type: 'm.login.token' },
          { type: 'm.login.password' },
          { type: 'org.example' },
          7,
        ],
      },
    }),
  ).resolves.toEqual([
    {
      is: 'sso',
      providers: [
        { id: 'github', name: 'GitHub', brand: 'github' },
        { id: 'oidc-own', name: 'Harbour', brand: null },
      ],
    },
    { is: 'password' },
  ]);
  await expect(flows({ json: { flows: [{ type: 'm.login.sso' }] } })).resolves.toEqual([
    { is: 'sso', providers: [{ id: null, name: null, brand: null }] },
  ]);
});

test.each(['oauth_aware_preferred', 'org.matrix.msc3824.delegated_oidc_compatibility'])(
  'C4: a flow marked %s is the only one',
  async (mark) => {
    const login = { json: { flows: [{ type: 'm.login.password' }, { type: 'm.login.sso', [mark]: true }] } };
    await expect(flows(login)).resolves.toEqual([{ is: 'sso', providers: [{ id: null, name: null, brand: null }] }]);
    await expect(flows(login, { json: metadataJson })).resolves.toEqual([{ is: 'oauth', deviceCode: true, create: false, qr: false }]);
    await expect(flows({ json: { flows: [{ type: 'm.login.password' }, { type: 'm.login.sso', [mark]: 'true' }] } })).resolves.toHaveLength(
      2,
    );
  },
);

test('C15, H9: a server without the legacy API is asked for OAuth, and each API works without the other', async () => {
  await expect(flows(absent, { json: metadataJson })).resolves.toEqual([{ is: 'oauth', deviceCode: true, create: false, qr: false }]);
  await expect(flows(absent)).resolves.toEqual([]);
  await expect(flows({ json: { flows: [{ type: 'm.login.password' }] } }, { status: 502 })).resolves.toEqual([{ is: 'password' }]);
  await expect(flows({ status: 502 }, { json: metadataJson })).resolves.toEqual([
    { is: 'oauth', deviceCode: true, create: false, qr: false },
  ]);
  await expect(flows({ status: 502 })).rejects.toMatchObject({ error: { code: 'serverFailing', status: 502 } });
});

test('I20: a QR code is offered to a new device, where the server has both what it needs: a place to meet, and device codes', async () => {
  const { device_authorization_endpoint: _none, ...without } = metadataJson;
  for (const [features, metadata, qr] of [
    [{ 'org.matrix.msc4108': true }, metadataJson, true],
    [{}, metadataJson, false],
    [{ 'org.matrix.msc4108': true }, without, false],
  ] as const) {
    const http = new FakeHttp()
      .on('/_matrix/client/v3/login', () => absent)
      .on('/_matrix/client/v1/auth_metadata', () => ({ json: metadata }))
      .on('/_matrix/client/versions', () => ({ json: { versions: [], unstable_features: features } }));
    const asked = { http, metadata: new MetadataCache(http, () => 0) };
    await expect(signInFlows(asked, base, 'newDevice')).resolves.toMatchObject([{ is: 'oauth', qr }]);
    await expect(signInFlows(asked, base, 'sameDevice')).resolves.toMatchObject([{ is: 'oauth', qr: false }]);
  }
});

test('I18: new accounts are offered only where the server advertises their page', async () => {
  for (const [values, create] of [
    [['create', 'login'], true],
    [['login'], false],
    ['create', false],
  ] as const)
    await expect(flows(absent, { json: { ...metadataJson, prompt_values_supported: values } })).resolves.toEqual([
      { is: 'oauth', deviceCode: true, create, qr: false },
    ]);
});

test.each([
  ['no issuer', { issuer: undefined }],
  ['an endpoint without encryption', { token_endpoint: 'http://auth.test/token' }],
  ['no registration', { registration_endpoint: undefined }],
  ['no revocation', { revocation_endpoint: undefined }],
  ['no code', { response_types_supported: ['token'] }],
  ['no refresh', { grant_types_supported: ['authorization_code'] }],
  ['no query', { response_modes_supported: ['form_post'] }],
  ['no S256', { code_challenge_methods_supported: ['plain'] }],
])('I1: metadata with %s is not used', async (_what, change) => {
  await expect(flows({ json: { flows: [{ type: 'm.login.password' }] } }, { json: { ...metadataJson, ...change } })).resolves.toEqual([
    { is: 'password' },
  ]);
});

test('I1: metadata is kept as long as its answer allows', async () => {
  const server = authServer();
  let now = 0;
  const cache = new MetadataCache(server.http, () => now);
  const asked = () => server.http.sent.filter(({ url }) => url.endsWith('/auth_metadata')).length;
  server.cacheControl = 'public, max-age=600';
  await cache.of(base);
  now = 599_000;
  await cache.of(base);
  expect(asked()).toBe(1);
  now = 601_000;
  server.cacheControl = 'no-store, max-age=600';
  await cache.of(base);
  await cache.of(base);
  expect(asked()).toBe(3);
});
