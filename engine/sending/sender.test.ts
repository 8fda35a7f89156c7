import { expect, test } from 'vitest';
import type { AppError } from '../../core/errors.ts';
import { Failure } from '../../core/errors.ts';
import type { EventId } from '../../core/ids.ts';
import { FakeLog } from '../FakeLog.ts';
import { FakeOutboxStore } from './FakeOutboxStore.ts';
import { Outbox } from './outbox.ts';
import { Sender } from './sender.ts';

interface Flight {
  readonly txnId: string;
  readonly land: (eventId: EventId) => void;
  readonly fail: (error: AppError) => void;
}

function setUp(store = new FakeOutboxStore()) {
  const outbox = new Outbox(store, [...store.entries.values()], () => 1_000);
  const flights: Flight[] = [];
  const timers: { run: () => void; ms: number }[] = [];
  const state = { maySend: true, sent: 0, suspended: null as string | null };
  const log = new FakeLog();
  const sender = new Sender({
    outbox,
    log,
    transport: ({ txnId }) =>
      new Promise((resolve, reject) => {
        flights.push({ txnId, land: resolve, fail: (error) => reject(new Failure(error)) });
      }),
    toError: (cause) => (cause instanceof Failure ? cause.error : { code: 'internal', ref: 'r' }),
    maySend: () => state.maySend,
    onSent: () => {
      state.sent++;
    },
    onSuspended: (message) => {
      state.suspended = message;
    },
    setTimer: (run, ms) => {
      const timer = { run, ms };
      timers.push(timer);
      return () => timers.splice(timers.indexOf(timer), 1);
    },
  });
  const write = async (txnId: string, roomId = '!a') => {
    await outbox.add({ roomId: roomId as `!${string}`, txnId, eventType: 'm.room.message', content: '{"msgtype":"m.text","body":"x"}' });
    sender.kick(roomId as `!${string}`);
    await settle();
  };
  return { store, outbox, sender, flights, timers, state, log, write };
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 0));
const offline: AppError = { code: 'offline' };

test('one message at a time per room, in the order of writing; rooms do not wait for each other', async () => {
  const { flights, write } = setUp();
  await write('1');
  await write('2');
  await write('3', '!b');
  expect(flights.map((flight) => flight.txnId)).toEqual(['1', '3']);
  flights[0]!.land('$1');
  await settle();
  expect(flights.map((flight) => flight.txnId)).toEqual(['1', '3', '2']);
});

test('a message is durable before adding it answers, and not there if the store refuses', async () => {
  const { store, outbox } = setUp();
  store.refuses = true;
  await expect(outbox.add({ roomId: '!a', txnId: '1', eventType: 'm.room.message', content: '{}' })).rejects.toThrow('disk full');
  expect(outbox.unsentCount).toBe(0);
});

test('the same transaction ID twice is one message', async () => {
  const { flights, write } = setUp();
  await write('1');
  await write('1');
  expect(flights).toHaveLength(1);
});

test('A5 a 401 that is not about the token is no word on the message: it waits and goes again', async () => {
  const { outbox, flights, timers, write } = setUp();
  await write('1');
  flights[0]!.fail({ code: 'refused', errcode: 'M_UNAUTHORIZED', status: 401, message: '' });
  await settle();
  expect(outbox.get('1')?.state).not.toBe('failed');
  timers[0]!.run();
  await settle();
  expect(flights.map(({ txnId }) => txnId)).toEqual(['1', '1']);
});

test('no answer: it stays queued, waits longer each time, and goes at once when the connection is back', async () => {
  const { flights, timers, write, sender, outbox } = setUp();
  await write('1');
  await write('2');
  for (const wanted of [1_000, 2_000, 4_000]) {
    flights.at(-1)!.fail(offline);
    await settle();
    expect(timers.map((timer) => timer.ms)).toEqual([wanted]);
    timers.pop()!.run();
    await settle();
  }
  flights.at(-1)!.fail({ code: 'serverFailing', status: 502 });
  await settle();
  expect(outbox.get('1')?.state).toBe('queued');
  const before = flights.length;
  sender.kick();
  await settle();
  expect(flights).toHaveLength(before + 1);
  expect(flights.every((flight) => flight.txnId === '1')).toBe(true);
});

test('a refusal marks the message as failed, keeps the reason, and the next one goes', async () => {
  const { flights, write, outbox, sender } = setUp();
  await write('1');
  await write('2');
  const refused: AppError = { code: 'refused', errcode: 'M_FORBIDDEN', status: 403, message: 'no' };
  flights[0]!.fail(refused);
  await settle();
  expect(outbox.get('1')).toMatchObject({ state: 'failed', error: JSON.stringify(refused) });
  expect(flights[1]?.txnId).toBe('2');
  flights[1]!.land('$2');
  await settle();
  const room = await outbox.retry('1');
  sender.kick(room!);
  await settle();
  expect(flights[2]?.txnId).toBe('1');
});

test('a rate limit is kept to the millisecond, whatever happens meanwhile', async () => {
  const { flights, timers, write, sender } = setUp();
  await write('1');
  flights[0]!.fail({ code: 'rateLimited', retryAfterMs: 7_000 });
  await settle();
  expect(timers[0]?.ms).toBe(7_000);
  sender.kick();
  await write('2');
  expect(flights).toHaveLength(1);
  timers[0]!.run();
  await settle();
  expect(flights[1]?.txnId).toBe('1');
});

test('H11 a rate limit that is over at once is no reason to ask without a pause', async () => {
  const { flights, timers, write } = setUp();
  await write('1');
  flights[0]!.fail({ code: 'rateLimited', retryAfterMs: 0 });
  await settle();
  expect(timers[0]?.ms).toBe(1_000);
});

test('a fault of ours is tried a few times before it counts as failed', async () => {
  const { flights, timers, write, outbox } = setUp();
  await write('1');
  for (let n = 0; n < 3; n++) {
    flights.at(-1)!.fail({ code: 'internal', ref: 'r' });
    await settle();
    timers.pop()?.run();
    await settle();
  }
  expect(flights).toHaveLength(3);
  expect(outbox.get('1')?.state).toBe('failed');
});

test('nothing goes while it may not; then all goes in order', async () => {
  const { flights, write, state, sender } = setUp();
  state.maySend = false;
  await write('1');
  await write('2');
  expect(flights).toHaveLength(0);
  state.maySend = true;
  sender.kick();
  await settle();
  flights[0]!.land('$1');
  await settle();
  expect(flights.map((flight) => flight.txnId)).toEqual(['1', '2']);
});

test('after a restart what was not confirmed goes again with its transaction ID; what the server has does not', async () => {
  const first = setUp();
  await first.write('1');
  first.flights[0]!.land('$1');
  await settle();
  await first.write('2');
  const { flights, sender, outbox } = setUp(first.store);
  sender.kick();
  await settle();
  expect(flights.map((flight) => flight.txnId)).toEqual(['2']);
  expect(outbox.unsentCount).toBe(1);
});

test('an echo that overtakes the answer leaves nothing behind', async () => {
  const { flights, write, outbox, store } = setUp();
  await write('1');
  await outbox.echoed('1');
  flights[0]!.land('$1');
  await settle();
  expect(outbox.ofRoom('!a')).toEqual([]);
  expect(store.entries.size).toBe(0);
});

test('what is on the wire cannot be discarded; what waits can', async () => {
  const { write, outbox, store } = setUp();
  await write('1');
  await write('2');
  await expect(outbox.discard('1')).rejects.toMatchObject({ error: { code: 'badArgument' } });
  await outbox.discard('2');
  expect([...store.entries.keys()]).toEqual(['1']);
});

test('G4 suspended: everything stays queued, news of the connection ask nothing, and one message finds out when it is over', async () => {
  const { outbox, sender, flights, timers, state, write } = setUp();
  await write('1');
  await write('2', '!b');
  flights[0]!.fail({ code: 'accountSuspended', message: 'Ask the harbour master' });
  flights[1]!.fail({ code: 'accountSuspended', message: 'Ask the harbour master' });
  await settle();
  expect(state.suspended).toBe('Ask the harbour master');
  expect([outbox.get('1')?.state, outbox.get('2')?.state]).toEqual(['queued', 'queued']);
  sender.kick();
  await settle();
  expect(flights, 'a sync is no reason to ask').toHaveLength(2);
  expect(timers, 'one question, not one per room').toHaveLength(1);

  timers[0]!.run();
  await settle();
  expect(flights).toHaveLength(3);
  flights[2]!.land('$1');
  await settle();
  expect(state.suspended).toBeNull();
  expect(flights.map((flight) => flight.txnId)).toEqual(['1', '2', '1', '2']);
});

test('G4 a message that is written while suspended is tried at once', async () => {
  const { flights, write } = setUp();
  await write('1');
  flights[0]!.fail({ code: 'accountSuspended', message: '' });
  await settle();
  await write('2');
  expect(flights.map((flight) => flight.txnId)).toEqual(['1', '1']);
});
