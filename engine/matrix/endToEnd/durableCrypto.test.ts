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

test.each(['open', 'write'] as const)('N-11 a disk that hangs over a %s is one that refuses, after half a minute; the next try has a connection of its own', async (what) => {
  const hangs = { open: false, write: false, [what]: true };
  const disk = fakeDisk(hangs);
  const told: (DiskTrouble | null)[] = [];
  const durable = new DurableCrypto(disk.factory, (trouble) => told.push(trouble), new FakeLog());
  const settling = expect(durable.settle()).rejects.toMatchObject({ error: { code: 'diskRefuses' } });
  await vi.advanceTimersByTimeAsync(30_000);
  await settling;
  expect(told).toEqual(['refuses']);

  const looking = durable.hasRoom();
  await vi.advanceTimersByTimeAsync(30_000);
  expect(await looking).toBe(false);

  hangs[what] = false;
  await durable.settle();
  expect(told).toEqual(['refuses', null]);
  expect(disk.opened).toHaveLength(3);
  for (const request of disk.opened.slice(0, 2)) if (what === 'open') request.onsuccess?.();
  await vi.advanceTimersByTimeAsync(0);
  expect(disk.closed(), 'those that were given up').toBe(2);
  await durable.settle();
  expect(disk.opened).toHaveLength(3);
  expect(vi.getTimerCount()).toBe(0);
});
