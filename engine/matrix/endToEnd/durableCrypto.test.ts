import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { DiskTrouble } from '../../../core/model/status.ts';
import { FakeLog } from '../../FakeLog.ts';
import { DurableCrypto } from './durableCrypto.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

type Request = { result: unknown; onsuccess?: () => void };

/** What DurableCrypto asks of IndexedDB, over a disk that hangs until it is told to go on. */
function fakeDisk(hangs: { open: boolean; write: boolean }) {
  const opened: Request[] = [];
  let closed = 0;
  const transaction = () => {
    const own = { objectStore: () => ({ put: () => undefined, delete: () => undefined }), oncomplete: () => undefined };
    if (!hangs.write) void Promise.resolve().then(() => own.oncomplete());
    return own;
  };
  const open = (): Request => {
    const request: Request = { result: { transaction, close: () => (closed += 1) } };
    opened.push(request);
    if (!hangs.open) void Promise.resolve().then(() => request.onsuccess?.());
    return request;
  };
  return { factory: { open } as unknown as IDBFactory, opened, closed: () => closed };
}

test.each(['open', 'write'] as const)('N-11 K3 a disk that hangs over a %s is one that refuses, after half a minute; then nothing more is written here, whatever it would take', async (what) => {
  const hangs = { open: false, write: false, [what]: true };
  const disk = fakeDisk(hangs);
  const told: (DiskTrouble | null)[] = [];
  const refusals: unknown[] = [];
  const durable = new DurableCrypto(disk.factory, (trouble) => told.push(trouble), new FakeLog(), (cause) => refusals.push(cause));
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
});

test('K3 nor where the crypto module itself was refused; a disk that takes all is written to over one connection', async () => {
  const disk = fakeDisk({ open: false, write: false });
  const durable = new DurableCrypto(disk.factory, () => undefined, new FakeLog(), () => undefined);
  await durable.settle();
  await durable.settle();
  expect(disk.opened).toHaveLength(1);
  durable.refuse();
  await expect(durable.settle()).rejects.toMatchObject({ error: { code: 'diskRefuses' } });
});
