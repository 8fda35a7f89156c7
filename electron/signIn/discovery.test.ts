import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Failure } from '../../core/errors.ts';
import { discover } from './discovery.ts';
import { httpOver } from '../http/http.ts';
import { MetadataCache } from './oauth/metadataCache.ts';
import { FakeHttp } from '../http/FakeHttp.ts';
import { isInside, readTypedServer } from '../http/serverName.ts';

type Route = { status?: number; body?: string; location?: string; hang?: boolean };
const matrix: Record<string, Route> = {
  '/_matrix/client/versions': { body: '{"versions":["v1.11"]}' },
  '/_matrix/client/v3/login': { body: '{"flows":[{"type":"m.login.sso"},{"type":"m.login.password"}]}' },
};
let routes: Record<string, Route>;
let server: Server;
let site: string;
const http = httpOver((url, init) => fetch(url, init));
const lookUp = (text: string, signal?: AbortSignal) => discover({ http, metadata: new MetadataCache(http, () => 0) }, text, signal);

beforeEach(async () => {
  routes = {};
  server = createServer((request, response) => {
    const route = routes[request.url ?? ''];
    if (route?.hang) return;
    response.writeHead(route?.status ?? (route ? 200 : 404), route?.location ? { location: route.location } : {});
    response.end(route?.body ?? '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

/** An address at which nothing listens. */
async function freeAddress(): Promise<string> {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  await new Promise((resolve) => other.close(resolve));
  return `http://127.0.0.1:${port}`;
}

const wellKnown = (body: string, status = 200): Record<string, Route> => ({ '/.well-known/matrix/client': { body, status } });

async function errorOf(text: string): Promise<unknown> {
  try {
    return { found: await lookUp(text) };
  } catch (cause) {
    return cause instanceof Failure ? cause.error : cause;
  }
}

test('an address is used as it is, without its trailing slash, and its flows are listed in order', async () => {
  routes = matrix;
  const expected = {
    baseUrl: site,
    serverName: new URL(site).host,
    asTyped: true,
    flows: [{ is: 'sso', providers: [{ id: null, name: null, brand: null }] }, { is: 'password' }],
  };
  await expect(lookUp(site)).resolves.toEqual(expected);
  await expect(lookUp(` ${site}/ `)).resolves.toEqual(expected);
});

test('H4 the address of a site leads to the homeserver that its file names, slash or not', async () => {
  routes = {
    ...wellKnown(JSON.stringify({ 'm.homeserver': { base_url: `${site}/hs/` } })),
    '/hs/_matrix/client/versions': matrix['/_matrix/client/versions']!,
    '/hs/_matrix/client/v3/login': matrix['/_matrix/client/v3/login']!,
  };
  await expect(lookUp(site)).resolves.toMatchObject({ baseUrl: `${site}/hs` });
});

test.each([
  ['no file and no homeserver', {}, { code: 'notMatrix' }],
  ['a file that is refused', wellKnown('', 403), { code: 'discoveryFailed', reason: 'unusableFile' }],
  ['an empty file', wellKnown(''), { code: 'discoveryFailed', reason: 'unusableFile' }],
  ['a file that is not JSON', wellKnown('<html>'), { code: 'discoveryFailed', reason: 'unusableFile' }],
  ['a file without a homeserver', wellKnown('{}'), { code: 'discoveryFailed', reason: 'unusableFile' }],
  ['an empty base_url', wellKnown('{"m.homeserver":{"base_url":""}}'), { code: 'discoveryFailed', reason: 'unusableFile' }],
  [
    'an identity server without base_url (H5)',
    wellKnown('{"m.homeserver":{"base_url":"https://hs.test"},"m.identity_server":{}}'),
    { code: 'discoveryFailed', reason: 'unusableFile' },
  ],
  [
    'a base_url that is no URL (H3)',
    wellKnown('{"m.homeserver":{"base_url":"homeserver"}}'),
    { code: 'discoveryFailed', reason: 'badAddress' },
  ],
  [
    'a base_url without encryption',
    wellKnown('{"m.homeserver":{"base_url":"http://hs.test"}}'),
    { code: 'discoveryFailed', reason: 'badAddress' },
  ],
  [
    'a base_url where nothing answers',
    wellKnown('{"m.homeserver":{"base_url":"http://127.0.0.1:1"}}'),
    { code: 'discoveryFailed', reason: 'badAddress' },
  ],
  ['versions that are none', { '/_matrix/client/versions': { body: '{"versions":"v1"}' } }, { code: 'notMatrix' }],
  ['a failing homeserver', { '/_matrix/client/versions': { status: 502, body: '<html>' } }, { code: 'serverFailing', status: 502 }],
  ['flows that are none', { ...matrix, '/_matrix/client/v3/login': { body: '{}' } }, { code: 'notMatrix' }],
  [
    'redirects without end (H6)',
    { '/_matrix/client/versions': { status: 302, location: '/_matrix/client/versions' } },
    { code: 'discoveryFailed', reason: 'tooManyRedirects' },
  ],
] as const)('%s', async (_what, given, expected) => {
  routes = given;
  expect(await errorOf(site)).toMatchObject(expected);
});

test.each([
  'http://127.0.0.1:631',
  'http://localhost:631',
  'http://x.localhost',
  'http://[::1]:631',
  'https://127.1',
  'https://2130706433',
  'https://0x7f.1',
  'https://localhost.',
  'https://10.1.2.3',
  'https://172.16.0.1',
  'https://172.31.255.255',
  'https://192.168.0.1',
  'https://169.254.169.254',
  'https://100.64.0.1',
  'https://0.0.0.0',
  'https://[::]',
  'https://[fe80::1]',
  'https://[fd00::1]',
  'https://[::ffff:10.0.0.1]',
])('T45 S-7 a site of the internet leads to nothing inside: %s', async (inside) => {
  const file = new FakeHttp().on('/.well-known/matrix/client', () => ({ status: 200, json: { 'm.homeserver': { base_url: inside } } }));
  const asked = discover({ http: file, metadata: new MetadataCache(file, () => 0) }, 'chat.test');
  await expect(asked).rejects.toMatchObject({ error: { code: 'discoveryFailed', reason: 'badAddress' } });
  expect(file.sent.map(({ url }) => url)).toEqual(['https://chat.test/.well-known/matrix/client']);
});

test.each([
  'chat.test',
  '8.8.8.8',
  '172.32.0.1',
  '172.15.0.1',
  '100.128.0.1',
  '11.0.0.1',
  '[2001:db8::1]',
  'localhost.example.org',
  '127.example.org',
])('T45 not inside: %s', (host) => {
  expect(isInside(new URL(`https://${host}`).hostname)).toBe(false);
});

test('H6 redirects are followed', async () => {
  routes = { ...matrix, '/_matrix/client/versions': { status: 302, location: '/moved' }, '/moved': matrix['/_matrix/client/versions']! };
  await expect(lookUp(site)).resolves.toMatchObject({ baseUrl: site });
});

test('no password flow, or no legacy sign-in at all, is told apart from a failure', async () => {
  routes = { '/_matrix/client/versions': matrix['/_matrix/client/versions']! };
  await expect(lookUp(site)).resolves.toMatchObject({ flows: [] });
});

test('a rate limit is passed on with its time', async () => {
  routes = { '/_matrix/client/versions': { status: 429, body: '{"errcode":"M_LIMIT_EXCEEDED","retry_after_ms":4000}' } };
  expect(await errorOf(site)).toEqual({ code: 'rateLimited', retryAfterMs: 4000 });
});

test('nobody there, and nobody who answers', async () => {
  const closed = await freeAddress();
  expect(await errorOf(closed)).toEqual({ code: 'serverUnknown', server: closed });
  routes = { '/_matrix/client/versions': { hang: true } };
  await expect(http.send({ method: 'GET', url: `${site}/_matrix/client/versions`, limitMs: 30 })).rejects.toMatchObject({
    name: 'TimeoutError',
  });
  const abort = new AbortController();
  const looking = lookUp(site, abort.signal);
  abort.abort();
  await expect(looking).rejects.toMatchObject({ error: { code: 'cancelled' } });
});

test.each([
  ['example.org', { is: 'name', name: 'example.org' }],
  ['example.org:8448', { is: 'name', name: 'example.org:8448' }],
  ['@alice:example.org:8448', { is: 'name', name: 'example.org:8448' }],
  ['[::1]:8008', { is: 'name', name: '[::1]:8008' }],
  ['HTTPS://Example.org/', { is: 'address', baseUrl: 'https://example.org', name: 'example.org' }],
  ['http://localhost:8008', { is: 'address', baseUrl: 'http://localhost:8008', name: 'localhost:8008' }],
  ['http://example.org', { is: 'bad' }],
  ['https://user:pw@example.org', { is: 'bad' }],
  ['', { is: 'bad' }],
  ['my server', { is: 'bad' }],
  ['exa_mple.org/path', { is: 'bad' }],
  ['ftp://example.org', { is: 'bad' }],
])('typed: %s', (text, expected) => {
  expect(readTypedServer(text)).toEqual(expected);
});
