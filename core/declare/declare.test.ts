import { z } from 'zod/mini';
import { expect, test } from 'vitest';
import type { Failure } from '../errors.ts';
import { connect } from '../rpc/connect.ts';
import { fakePorts } from '../rpc/FakePort.ts';
import { serve } from '../rpc/serve.ts';
import { compose, takes, trusts, type ContractOf } from './declare.ts';
import { engineOffer } from '../contracts/engine.ts';
import { hostOffer } from '../contracts/host.ts';
import { mainOffer } from '../contracts/main.ts';
import { storeOffer } from '../contracts/store.ts';

const madeUp = {
  calls: { double: takes(z.strictObject({ n: z.int() })).gives<number>() },
  streams: { upTo: takes(z.strictObject({ to: z.int() })).gives<number>() },
};
const other = { calls: { greet: takes(z.strictObject({})).gives<string>() }, streams: {} };

test('a call is declared in one line: its argument is read by it, its answer is typed by it', async () => {
  const offer = compose(madeUp, other);
  const [near, far] = fakePorts();
  const upTo = ({ to }: { to: number }, emit: (n: number) => void): (() => void) => (emit(to), () => undefined);
  serve<ContractOf<typeof offer>>(
    far,
    { calls: { double: ({ n }) => 2 * n, greet: () => 'hello' }, streams: { upTo } },
    (cause) => (cause as Failure).error,
    offer,
  );
  const client = connect<ContractOf<typeof offer>>(near);
  const answer: number = await client.calls.double({ n: 4 });
  expect(answer).toBe(8);
  expect(await client.calls.greet({})).toBe('hello');
  await expect(client.calls.double({ n: 'four' as unknown as number })).rejects.toMatchObject({
    error: { code: 'badArgument', field: 'n' },
  });
  expect(await new Promise((resolve) => client.streams.upTo({ to: 3 }, resolve))).toBe(3);
});

test('no two features offer the same name', () => {
  expect(() => compose(madeUp, madeUp)).toThrow('double');
  // Each link was composed without that.
  for (const { calls } of [engineOffer, hostOffer, mainOffer, storeOffer]) expect(Object.keys(calls).length).toBeGreaterThan(10);
});

test('what a trusted end says is typed, and taken as it comes', () => {
  const value = { n: 'four' };
  expect(trusts<{ n: string }>().gives<void>().safeParse(value)).toEqual({ success: true, data: value });
});
