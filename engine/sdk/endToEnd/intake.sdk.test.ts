import { EventType } from 'matrix-js-sdk/lib/@types/event.js';
import { ClientEvent } from 'matrix-js-sdk/lib/client.js';
import type { MatrixClient } from 'matrix-js-sdk/lib/client.js';
import { Method } from 'matrix-js-sdk/lib/http-api/method.js';
import { afterEach, expect, test, vi } from 'vitest';
import { Failure } from '../../../core/errors.ts';
import type { FakeSyncStore } from '../saved/FakeSyncStore.ts';
import type { Faults } from './realClient.fixtures.sdk.ts';
import { realClient } from './realClient.fixtures.sdk.ts';

const roomId = '!a:hs.test';
const clients: MatrixClient[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.stopClient();
});

function answer(n: number, more: object = {}): object {
  const event = {
    event_id: `$${n}`,
    type: 'm.room.message',
    sender: '@bob:hs.test',
    origin_server_ts: n,
    content: { msgtype: 'm.text', body: `text ${n}` },
  };
  const state = [
    {
      event_id: '$create',
      type: 'm.room.create',
      state_key: '',
      sender: '@bob:hs.test',
      origin_server_ts: 0,
      content: { room_version: '11' },
    },
    {
      event_id: '$join',
      type: 'm.room.member',
      state_key: '@me:hs.test',
      sender: '@me:hs.test',
      origin_server_ts: 0,
      content: { membership: 'join' },
    },
  ];
  return {
    next_batch: `s${n}`,
    device_one_time_keys_count: { signed_curve25519: 50 },
    rooms: {
      join: {
        [roomId]: {
          state: { events: n === 1 ? state : [] },
          timeline: { events: [event], limited: false, prev_batch: `p${n}` },
          ephemeral: { events: [] },
          account_data: { events: [] },
        },
      },
    },
    ...more,
  };
}

const key = { to_device: { events: [{ type: 'm.dummy', sender: '@bob:hs.test', content: {} }] } };
const devices = { device_lists: { changed: ['@bob:hs.test'], left: [] } };

async function started(answers: readonly object[], faults: Faults = {}, store?: FakeSyncStore) {
  const world = await realClient(answers, faults, store);
  clients.push(world.client);
  await world.client.startClient({ initialSyncLimit: 20 });
  return world;
}

const shown = (client: MatrixClient): (string | undefined)[] =>
  client
    .getRoom(roomId)
    ?.getLiveTimeline()
    .getEvents()
    .map((event) => event.getId())
    .filter((id) => /^\$\d/.test(id ?? '')) ?? [];
const tokens = (store: FakeSyncStore): unknown[] => store.log.map((text) => (JSON.parse(text) as { next_batch: string }).next_batch);

test.each([
  ['to-device messages', key],
  ['device lists', devices],
  ['nothing but counts of keys', {}],
])(
  'K7 L-1 an answer with %s that the crypto store does not take is neither saved nor passed over, and another engine has it once',
  async (_, part) => {
    const answers = [answer(1), answer(2, part), answer(3)];
    let calls = 0;
    let refusals = 3;
    const first = await started(answers, {
      onReceive: () => {
        calls += 1;
        if (calls === 2) throw new Error('DomException QuotaExceededError (22): made by the test');
      },
      onReopen: () => (refusals-- > 0 ? Promise.reject(new Error('no room yet')) : Promise.resolve()),
    });
    await first.reopened;
    expect(refusals).toBe(-1);
    expect(tokens(first.store)).toEqual(['s1']);
    expect(first.disk).toEqual(['full']);
    expect(new Set(first.server.sinces.slice(1))).toEqual(new Set(['s1']));
    expect(shown(first.client)).toEqual(['$1']);
    expect(calls, 'the crypto module stands still').toBe(2);
    // Nor may what it holds in memory, ahead of the store, be saved later by something else.
    await expect(first.machine.outgoingRequests()).rejects.toMatchObject({ error: { code: 'diskRefuses' } });
    await expect(first.machine.shareRoomKey(null!, [], null!)).rejects.toMatchObject({ error: { code: 'diskRefuses' } });
    first.client.stopClient();

    const second = await started(answers, {}, first.store);
    await vi.waitFor(() => expect(tokens(second.store)).toEqual(['s1', 's2', 's3']));
    expect(second.server.sinces.slice(0, 3)).toEqual(['s1', 's2', 's3']);
    expect(shown(second.client)).toEqual(['$1', '$2', '$3']);
  },
);

test('K7 L-1 it is so with the first answer of an account, too', async () => {
  const { store, client, reopened, server } = await started([answer(1, key)], {
    onReceive: () => {
      throw new Error('made by the test');
    },
  });
  await reopened;
  expect(store.log).toEqual([]);
  expect(client.getRooms()).toEqual([]);
  expect(new Set(server.sinces)).toEqual(new Set([null]));
});

test('N-11 where main refuses another engine, it is asked again until it takes it', async () => {
  let asked = 0;
  const onReopen = (): Promise<void> => (++asked < 3 ? Promise.reject(new Error('made by the test')) : Promise.resolve());
  const { reopened } = await started([answer(1, key)], {
    onReceive: () => {
      throw new Error('made by the test');
    },
    onReopen,
  });
  await reopened;
  expect(asked).toBe(3);
});

test('K8 L-4 what an answer gave to the crypto store is durable before the answer is saved and its token used; without such, nothing is done', async () => {
  const { steps, store, server } = await started([answer(1), answer(2, key), answer(3), answer(4, devices)]);
  await vi.waitFor(() => expect(tokens(store)).toHaveLength(4));
  const taken = steps.filter((step) => step !== 'published');
  const own = taken.filter((step, index) => step !== 'durable' || taken[index + 1]?.startsWith('append'));
  expect(own).toEqual(['append s1', 'durable', 'append s2', 'append s3', 'durable', 'append s4']);
  expect(server.sinces.slice(0, 4)).toEqual([null, 's1', 's2', 's3']);
});

test('K8 L-4 where it cannot be made durable, the answer is not saved, and is asked for again until it can; its events come once', async () => {
  let refusals = 2;
  let received = 0;
  const onSettle = (): Promise<void> =>
    received === 2 && refusals-- > 0 ? Promise.reject(new Failure({ code: 'diskRefuses' })) : Promise.resolve();
  const { store, server, client } = await started([answer(1), answer(2, key), answer(3)], {
    onReceive: () => void (received = Math.min(received + 1, 2)),
    onSettle,
  });
  await vi.waitFor(() => expect(tokens(store)).toEqual(['s1', 's2', 's3']));
  expect(server.sinces.slice(0, 6)).toEqual([null, 's1', 's1', 's1', 's2', 's3']);
  expect(shown(client)).toEqual(['$1', '$2', '$3']);
});

test('D5 L-4 keys are published only once they are durable', async () => {
  const { client, steps, store } = await started([answer(1, { device_one_time_keys_count: {} })]);
  await vi.waitFor(() => expect(tokens(store)).toEqual(['s1']));
  const before = steps.length;
  await client.http.authedRequest(Method.Post, '/_matrix/client/v3/keys/upload', undefined, '{}', { prefix: '', json: false });
  expect(steps.slice(before)).toEqual(['durable']);
});

test('D12 N-3 the account’s own keys, and a new backup, are told to the server only once this device keeps them durably', async () => {
  let refuses = false;
  const { client, steps, store } = await started([answer(1)], {
    onSettle: () => (refuses ? Promise.reject(new Failure({ code: 'diskRefuses' })) : Promise.resolve()),
  });
  await vi.waitFor(() => expect(tokens(store)).toEqual(['s1']));
  const before = steps.length;
  const tell = [
    (): Promise<unknown> =>
      client.http.authedRequest(Method.Post, '/_matrix/client/v3/keys/device_signing/upload', undefined, '{}', { prefix: '', json: false }),
    (): Promise<unknown> => client.http.authedRequest(Method.Post, '/room_keys/version', undefined, {}).catch(() => undefined),
  ];
  for (const [at, request] of tell.entries()) {
    await request();
    expect(steps.slice(before)).toHaveLength(at + 1);
  }
  refuses = true;
  await expect(tell[0]!()).rejects.toMatchObject({ error: { code: 'diskRefuses' } });
  // A question tells nothing.
  await expect(client.http.authedRequest(Method.Get, '/room_keys/version')).rejects.toMatchObject({ errcode: 'M_NOT_FOUND' });
});

test('K9 T31 an event too deep to be written out ends no sync: what came with it is saved, and the next is asked for', async () => {
  const deep = '['.repeat(30_000) + ']'.repeat(30_000);
  const world = await realClient([JSON.stringify(answer(1)).replace('"text 1"', deep), answer(2)]);
  clients.push(world.client);
  await world.client.startClient({ initialSyncLimit: 20 });
  await vi.waitFor(() => expect(tokens(world.store)).toEqual(['s1', 's2']));
  expect(shown(world.client)).toEqual(['$1', '$2']);
});

test('K9 L-2 what cannot be parsed beside a key costs itself only', async () => {
  const odd = ['@x:bad_host', '@x:a:b:c', '@x:ü.org', 5, null, {}];
  const verification = {
    type: 'm.key.verification.request',
    sender: '@x:bad_host',
    content: { transaction_id: 't', from_device: 'X', methods: ['m.sas.v1'], timestamp: Date.now() },
  };
  const part = {
    to_device: { events: [null, 5, { type: 'm.room_key' }, verification, ...key.to_device.events] },
    device_lists: { changed: [...odd, '@bob:hs.test'], left: [...odd, '@eve:hs.test'] },
    device_one_time_keys_count: { signed_curve25519: 50, odd: 'many' },
    device_unused_fallback_key_types: ['signed_curve25519', 5],
    presence: { events: [null] },
    account_data: { events: [null, { type: 'm.direct', content: {} }] },
  };
  const got: unknown[] = [];
  const world = await realClient([answer(1), answer(2, part), answer(3)]);
  clients.push(world.client);
  world.client.on(ClientEvent.ReceivedToDeviceMessage, ({ message }) => got.push(message.type));
  await world.client.startClient({ initialSyncLimit: 20 });
  await vi.waitFor(() => expect(tokens(world.store)).toEqual(['s1', 's2', 's3']));
  expect(got).toEqual(['m.dummy']);
  expect(shown(world.client)).toEqual(['$1', '$2', '$3']);
  expect(world.client.getAccountData(EventType.Direct)?.getContent()).toEqual({});
  expect(world.disk).toEqual([]);
});
