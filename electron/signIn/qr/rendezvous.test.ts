import { expect, test } from 'vitest';
import { FakeHttp } from '../../http/FakeHttp.ts';
import { FakeRendezvousServer } from './FakeRendezvousServer.ts';
import { offersRendezvous, Rendezvous } from './rendezvous.ts';

const base = 'https://hs.test';
const path = '/rendezvous/1';

function onServer() {
  const http = new FakeHttp();
  const server = new FakeRendezvousServer(http);
  const waits: number[] = [];
  let now = 0;
  const pause = async (ms: number): Promise<void> => {
    waits.push(ms);
    now += ms;
    await new Promise((resolve) => setImmediate(resolve));
  };
  const controller = new AbortController();
  return {
    http,
    server,
    waits,
    abort: () => controller.abort(),
    signal: controller.signal,
    create: (limitMs = 60_000) => Rendezvous.create({ http, monotonic: () => now, pause }, base, limitMs, controller.signal),
  };
}

test('MSC4108: texts go to and fro, each only onto the one that was seen', async () => {
  const { server, signal, create } = onServer();
  const rendezvous = await create();
  expect(rendezvous.url).toBe(`${base}${path}`);
  await rendezvous.send('ours', signal);
  expect(server.texts.get(path)?.text).toBe('ours');
  const received = rendezvous.receive(signal);
  server.write(path, 'theirs');
  await expect(received).resolves.toBe('theirs');
  server.write(path, 'out of turn');
  await expect(rendezvous.send('onto it', signal)).rejects.toMatchObject({ error: { code: 'qrFailed', reason: 'unexpected' } });
  expect(server.texts.get(path)?.text).toBe('out of turn');
  await rendezvous.close();
  await expect(rendezvous.receive(signal)).rejects.toMatchObject({ error: { code: 'qrFailed', reason: 'expired' } });
  await expect(rendezvous.send('too late', signal)).rejects.toMatchObject({ error: { code: 'qrFailed', reason: 'expired' } });
});

test('MSC4108: nobody is waited for without end, and a pause lies between two questions', async () => {
  const { http, waits, signal, create } = onServer();
  const rendezvous = await create(30_000);
  await expect(rendezvous.receive(signal)).rejects.toMatchObject({ error: { code: 'qrFailed', reason: 'expired' } });
  expect(waits).toEqual(Array.from({ length: 30 }, () => 1_000));
  expect(http.sent.filter(({ method }) => method === 'GET')).toHaveLength(30);
});

test('MSC4108: a connection that fails is tried again; calling it off stops the waiting', async () => {
  const { http, server, abort, signal, create } = onServer();
  const rendezvous = await create();
  let failures = 2;
  http.on(path, () => (failures-- > 0 ? new Error('net::ERR_NETWORK_CHANGED') : { text: 'theirs', etag: '"7"' }));
  await expect(rendezvous.receive(signal)).resolves.toBe('theirs');
  http.on(path, () => ({ status: 304 }));
  const waiting = rendezvous.receive(signal);
  abort();
  await expect(waiting).rejects.toMatchObject({ error: { code: 'cancelled' } });
  expect(server.deleted).toEqual([]);
});

test.each([
  ['no such endpoint', { status: 404, json: { errcode: 'M_UNRECOGNIZED' } }, 'methodUnsupported'],
  ['no ETag', { status: 201, json: { url: `${base}${path}` } }, 'serverFailing'],
  ['an address without encryption', { status: 201, json: { url: 'http://hs.test/rendezvous/1' }, etag: '"0"' }, 'serverFailing'],
  ['too many', { status: 429, retryAfter: '3' }, 'rateLimited'],
])('MSC4108: %s is no place to meet', async (_what, answer, code) => {
  const { http, create } = onServer();
  http.on('/_matrix/client/unstable/org.matrix.msc4108/rendezvous', () => answer);
  await expect(create()).rejects.toMatchObject({ error: { code } });
});

test('I20: it is offered only where the server says exactly so', async () => {
  const says = (answer: unknown) =>
    offersRendezvous(
      new FakeHttp().on('/_matrix/client/versions', () => answer as Error),
      base,
    );
  await expect(says({ json: { versions: [], unstable_features: { 'org.matrix.msc4108': true } } })).resolves.toBe(true);
  for (const answer of [
    { json: { versions: [] } },
    { json: { unstable_features: { 'org.matrix.msc4108': 'true' } } },
    { status: 502 },
    new Error('net::ERR_CONNECTION_REFUSED'),
  ])
    await expect(says(answer)).resolves.toBe(false);
});
