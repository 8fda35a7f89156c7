import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { freshConnections } from './freshConnections.ts';
import type { Connections } from './freshConnections.ts';
import { httpOver } from './http.ts';

const events: string[] = [];
let server: Server | undefined;
afterEach(() => {
  events.length = 0;
  server?.close();
  server?.closeAllConnections();
});

const pool = (number: number): Connections => ({
  closeAll: async () => void events.push(`close ${number}`),
  fetch: async (url, init) => {
    events.push(`${init.method} over ${number}`);
    return fetch(url, init);
  },
});

async function start(): Promise<string> {
  server = createServer((_request, response) => void response.end('{}'));
  await new Promise<void>((resolve) => void server?.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

test('what must not be done twice goes over connections that were closed before; the rest does not', async () => {
  const url = await start();
  const http = httpOver(pool(0).fetch, freshConnections(pool));
  await http.send({ method: 'GET', url });
  await http.send({ method: 'POST', url, body: {} });
  await http.send({ method: 'POST', url, body: {} });
  await http.send({ method: 'POST', url, body: {}, repeatable: true });
  expect(events).toEqual(['GET over 0', 'close 1', 'POST over 1', 'close 1', 'POST over 1', 'POST over 0']);
});

test('two at once do not close the connections of each other', async () => {
  const onFresh = freshConnections(pool);
  let end = (): void => undefined;
  const first = onFresh(
    () =>
      new Promise<void>((resolve) => {
        end = resolve;
      }),
  );
  await onFresh(async () => undefined);
  expect(events).toEqual(['close 1', 'close 2']);
  end();
  await first;
  await onFresh(async () => {
    throw new Error('cut');
  }).catch(() => undefined);
  await onFresh(async () => undefined);
  expect(events.slice(2)).toEqual(['close 1', 'close 1']);
});
