import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { DiskTrouble } from '../../../core/features/status/model.ts';
import { FakeLog } from '../../FakeLog.ts';
import { DurableCrypto } from './durableCrypto.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

type Request = { result: unknown; onsuccess?: () => void };

/** What DurableCrypto asks of IndexedDB, over a disk that hangs until it is told to go on. */
function fakeDisk(hangs: { open: boolean; write: boolean }) {
  const opened: Request[] = [];
  let closed = 0;
  const begun: (() => void)[] = [];
  const transaction = () => {
    const own = { objectStore: () => ({ put: () => undefined, delete: () => undefined }), oncomplete: () => undefined };
    begun.push(() => own.oncomplete());
    if (!hangs.write) void Promise.resolve().then(() => own.oncomplete());
    return own;
  };
  const open = (): Request => {
    const request: Request = { result: { transaction, close: () => (closed += 1) } };
    opened.push(request);
    if (!hangs.open) void Promise.resolve().then(() => request.onsuccess?.());
    return request;
  };
  return { factory: { open } as unknown as IDBFactory, opened, begun, closed: () => closed };
}

test.each(['open', 'write'] as const)(
  'N-11 K3 a disk that hangs over a %s is one that refuses, after half a minute; then nothing more is written here, whatever it would take',
  async (what) => {
    const hangs = { open: false, write: false, [what]: true };
    const disk = fakeDisk(hangs);
    const told: (DiskTrouble | null)[] = [];
    const refusals: unknown[] = [];
    const durable = new DurableCrypto(
      disk.factory,
      (trouble) => told.push(trouble),
      new FakeLog(),
      (cause) => refusals.push(cause),
    );
    const settling = expect(durable.settle()).rejects.toMatchObject({ error: { code: 'diskRefuses' } });
    await vi.advanceTimersByTimeAsync(30_000);
    await settling;
    expect(told).toEqual(['refuses']);
    expect(refusals, 'another engine is needed').toHaveLength(1);

    // What follows a torn write could not be read back.
    hangs[what] = false;
    await expect(durable.settle()).rejects.toMatchObject({ error: { code: 'diskRefuses' } });
    expect(disk.opened).toHaveLength(1);
    if (what === 'open') disk.opened[0]?.onsuccess?.();
    await vi.advanceTimersByTimeAsync(0);
    expect(disk.closed(), 'the one that was given up').toBe(1);
    expect(vi.getTimerCount()).toBe(0);
  },
);

test('K3 nor where the crypto module itself was refused; a disk that takes all is written to over one connection', async () => {
  const disk = fakeDisk({ open: false, write: false });
  const durable = new DurableCrypto(
    disk.factory,
    () => undefined,
    new FakeLog(),
    () => undefined,
  );
  await durable.settle();
  await durable.settle();
  expect(disk.opened).toHaveLength(1);
  durable.refuse();
  await expect(durable.settle()).rejects.toMatchObject({ error: { code: 'diskRefuses' } });
});

test('L-4 those that come while one is under way share the one behind it, and never the one that began before them', async () => {
  const disk = fakeDisk({ open: false, write: true });
  const durable = new DurableCrypto(
    disk.factory,
    () => undefined,
    new FakeLog(),
    () => undefined,
  );
  const settled: string[] = [];
  const settle = (name: string): void => void durable.settle().then(() => settled.push(name));
  const turn = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);
  settle('first');
  await turn();
  for (const name of ['second', 'third', 'fourth']) settle(name);
  await turn();
  expect(disk.begun, 'one at a time').toHaveLength(1);
  disk.begun[0]?.();
  await turn();
  expect(settled, 'what was written after it began may not be in it').toEqual(['first']);
  expect(disk.begun).toHaveLength(2);
  settle('fifth');
  await turn();
  disk.begun[1]?.();
  await turn();
  expect(settled).toEqual(['first', 'second', 'third', 'fourth']);
  disk.begun[2]?.();
  await turn();
  expect(settled.at(-1)).toBe('fifth');
  expect(disk.begun).toHaveLength(3);
  expect(vi.getTimerCount()).toBe(0);
});

test('K3 all who wait behind one that hangs are refused with it, and nothing is begun for them', async () => {
  const disk = fakeDisk({ open: false, write: true });
  const refusals: unknown[] = [];
  const durable = new DurableCrypto(
    disk.factory,
    () => undefined,
    new FakeLog(),
    (cause) => refusals.push(cause),
  );
  const refused = [1, 2, 3].map(() => expect(durable.settle()).rejects.toMatchObject({ error: { code: 'diskRefuses' } }));
  await vi.advanceTimersByTimeAsync(30_000);
  await Promise.all(refused);
  expect(disk.begun).toHaveLength(1);
  expect(refusals).toHaveLength(1);
});
