import { expect, test } from 'vitest';
import { Failure } from '../errors.ts';
import type { AppError } from '../errors.ts';
import { connect } from './connect.ts';
import { fakePorts } from './FakePort.ts';
import { serve } from './serve.ts';
import type { Shapes } from '../contracts/contract.ts';

type Sums = {
  calls: {
    add: (arg: { a: number; b: number }) => number;
    fail: (arg: Record<string, never>) => void;
    wait: (arg: Record<string, never>) => void;
  };
  streams: { count: (arg: { to: number }) => number };
};
const toError = (cause: unknown): AppError => (cause instanceof Failure ? cause.error : { code: 'internal', ref: 'r1' });

function link() {
  const [near, far] = fakePorts();
  const disposed: number[] = [];
  const stop = serve<Sums>(
    far,
    {
      calls: {
        add: ({ a, b }) => a + b,
        fail: () => {
          throw new Failure({ code: 'rateLimited', retryAfterMs: 5 });
        },
        wait: () => new Promise<void>(() => undefined),
      },
      streams: {
        count: ({ to }, emit) => {
          for (let n = 1; n <= to; n++) emit(n);
          return () => disposed.push(to);
        },
      },
    },
    toError,
  );
  return { client: connect<Sums>(near), near, far, stop, disposed };
}

test('a call is answered with its value, or rejected with its AppError', async () => {
  const { client } = link();
  await expect(client.calls.add({ a: 2, b: 3 })).resolves.toBe(5);
  await expect(client.calls.fail({})).rejects.toMatchObject({ error: { code: 'rateLimited', retryAfterMs: 5 } });
});

test('a call that does not exist is rejected, also one that every object inherits', async () => {
  const { client } = link();
  const calls = client.calls as unknown as Record<string, (arg: unknown) => Promise<unknown>>;
  await expect(calls['nothing']!({})).rejects.toMatchObject({ error: { code: 'internal' } });
  await expect(calls['constructor']!({})).rejects.toMatchObject({ error: { code: 'internal' } });
});

test('a stream gives every value until it is disposed, and the serving end hears of that', async () => {
  const { client, disposed } = link();
  const seen: number[] = [];
  const dispose = client.streams.count({ to: 3 }, (n) => seen.push(n));
  await client.calls.add({ a: 0, b: 0 });
  expect(seen).toEqual([1, 2, 3]);
  dispose();
  await client.calls.add({ a: 0, b: 0 });
  expect(disposed).toEqual([3]);
});

test('calls under way are rejected when the port closes, later ones at once', async () => {
  const { client, far } = link();
  const waiting = client.calls.wait({});
  far.close();
  await expect(waiting).rejects.toMatchObject({ error: { code: 'engineDied' } });
  await expect(client.calls.add({ a: 1, b: 1 })).rejects.toMatchObject({ error: { code: 'engineDied' } });
});

test('messages that are not ours are passed over', async () => {
  const { client, near, far } = link();
  near.post('hello');
  near.post({ t: 'call' });
  far.post({ t: 'ok', id: 99, value: 1 });
  await expect(client.calls.add({ a: 1, b: 1 })).resolves.toBe(2);
});

test('T46 S-5 with shapes no handler sees an argument that is not what the contract says, and the answer does not quote it', async () => {
  const [near, far] = fakePorts();
  const seen: unknown[] = [];
  const faults: unknown[] = [];
  const number = (value: unknown): boolean => typeof value === 'object' && value !== null && 'to' in value && typeof value.to === 'number';
  const shape = {
    safeParse: (value: unknown) =>
      number(value) ? { success: true, data: value } : { success: false, error: { issues: [{ path: ['to'] }] } },
  };
  const shapes = { calls: { add: shape, fail: shape, wait: shape }, streams: { count: shape } } as unknown as Shapes<Sums>;
  const note = (arg: unknown): never => void seen.push(arg) as never;
  const stop = serve<Sums>(
    far,
    { calls: { add: note, fail: note, wait: note }, streams: { count: (arg) => (seen.push(arg), () => undefined) } },
    (cause) => (faults.push(cause), toError(cause)),
    shapes,
  );
  const client = connect<Sums>(near);
  await expect(client.calls.add({ a: 'secret', b: 3 } as never)).rejects.toMatchObject({ error: { code: 'badArgument', field: 'to' } });
  client.streams.count({ to: 'secret' } as never, () => undefined);
  await client.calls.fail({ to: 1 } as never);
  expect(seen).toEqual([{ to: 1 }]);
  expect(faults).toHaveLength(2);
  expect(JSON.stringify(faults)).not.toContain('secret');
  stop();
});

test('T46 S-5 an error that is none of ours arrives as a fault of ours', async () => {
  const [near, far] = fakePorts();
  serve<Sums>(
    far,
    {
      calls: {
        add: () => {
          throw new Error('x');
        },
        fail: () => undefined,
        wait: () => undefined,
      },
      streams: { count: () => () => undefined },
    },
    () => ({ code: 'ofALaterVersion' }) as never,
  );
  await expect(connect<Sums>(near).calls.add({ a: 1, b: 2 })).rejects.toMatchObject({ error: { code: 'internal' } });
});
