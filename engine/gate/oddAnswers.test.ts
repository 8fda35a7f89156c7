import { expect, test } from 'vitest';
import { home, settle, setUp, soft, syncUrl } from './gatedFetch.fixtures.ts';

test.each([
  ['<h1>Welcome to our hotel</h1>', 'text/html'],
  ['', 'application/json'],
  ['{"cut":', 'application/json'],
])('A14 a success that is no object (%s) is a failure: the SDK would take room keys for sent', async (body, type) => {
  const { server, authed, open, reports } = setUp();
  open(1);
  const answer = authed(`${home}/_matrix/client/v3/sendToDevice/m.room.encrypted/t1`, { method: 'PUT' });
  await settle();
  server.open[0]!.answer({ status: 200, body, type });
  expect((await answer).status).toBe(503);
  expect(reports).toEqual([]);
});

test.each([
  [{}, 200],
  [{ status: 'please sign in' }, 503],
])('A14 sent keys are answered with an empty object (%j → %i)', async (body, status) => {
  const { server, authed, open } = setUp();
  open(1);
  const answer = authed(`${home}/_matrix/client/v3/sendToDevice/m.room.encrypted/t1`, { method: 'PUT' });
  await settle();
  server.open[0]!.answer({ status: 200, body });
  expect((await answer).status).toBe(status);
});

test('A14 a success without a token to go on from is no sync: the next one would begin anew', async () => {
  const { server, authed, gated, open } = setUp();
  open(1);
  const answer = authed(syncUrl);
  await settle();
  server.open[0]!.answer({ status: 200, body: { status: 'please sign in' } });
  expect((await answer).status).toBe(503);
  expect(gated.syncedEpoch).toBe(0);
});

test.each([
  ['POST', 'keys/claim', { portal: 1 }, 503],
  ['POST', 'keys/claim', {}, 503],
  ['POST', 'keys/claim', { one_time_keys: {} }, 200],
  ['POST', 'keys/claim', [], 503],
  ['POST', 'keys/query', { portal: 1 }, 503],
  ['POST', 'keys/query', {}, 200],
  ['POST', 'keys/query', { device_keys: { '@a:b': {} }, padding: 'x'.repeat(70_000) }, 200],
  ['POST', 'keys/query', { portal: 'x'.repeat(70_000) }, 503],
  ['POST', 'keys/upload', { portal: 1 }, 503],
  ['POST', 'keys/upload', { one_time_key_counts: {} }, 200],
  ['PUT', 'room_keys/keys', { portal: 1 }, 503],
  ['PUT', 'room_keys/keys', { etag: '1', count: 1 }, 200],
  ['GET', 'room_keys/keys', { rooms: {} }, 200],
])('A14 a success about keys is the endpoint’s own: %s %s %j → %i', async (method, path, body, status) => {
  const { server, authed, open } = setUp();
  open(1);
  const answer = authed(`${home}/_matrix/client/v3/${path}`, { method });
  await settle();
  server.open[0]!.answer({ status: 200, body });
  expect((await answer).status).toBe(status);
});

test.each([{ long: 'x'.repeat(200) }, [{ type: 'm.room.name' }], []])(
  'a success that is an object or a list comes through whole, with space around it',
  async (body) => {
    const { server, authed, open } = setUp();
    open(1);
    const answer = authed(`${home}/_matrix/client/v3/rooms/!r/state`);
    await settle();
    server.open[0]!.answer({ status: 200, body: ` ${JSON.stringify(body)}\n` });
    expect(await (await answer).json()).toEqual(body);
  },
);

test('who types is not told after a pause: such a request is held by no gate, and its 401 is judged all the same', async () => {
  const { server, authed, open, reports } = setUp();
  const typing = `${home}/_matrix/client/v3/rooms/!r/typing/@a`;
  expect((await authed(typing, { method: 'PUT' })).status).toBe(503);
  open(1);
  const answer = authed(typing, { method: 'PUT' });
  await settle();
  server.open[0]!.answer(soft);
  expect((await answer).status).toBe(503);
  expect(reports).toHaveLength(1);
  expect(server.seen).toHaveLength(1);
});
