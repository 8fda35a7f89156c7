import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { StoreContract } from '../../core/contracts/store.ts';
import type { RoomSummary } from '../../core/features/rooms/model.ts';
import { FakeLog } from '../FakeLog.ts';
import { SnapshotWriter } from './snapshotWriter.ts';

type Put = Parameters<StoreContract['calls']['putSnapshot']>[0];
const row = (name: string) => ({ id: `!${name}`, name }) as unknown as RoomSummary;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function setUp() {
  const puts: Put[] = [];
  const writer = new SnapshotWriter(
    {
      putSnapshot: (put) => {
        puts.push(put);
        return Promise.resolve();
      },
    },
    '!last',
    (roomId) => Promise.resolve({ detail: { id: roomId }, items: [] } as never),
    new FakeLog(),
  );
  return { writer, puts };
}

test('changes are gathered until it is quiet, the newest of each row counts', async () => {
  const { writer, puts } = setUp();
  writer.changeRows([row('a')], []);
  await vi.advanceTimersByTimeAsync(300);
  writer.changeRows([{ ...row('a'), name: 'newer' }], ['!b']);
  await vi.advanceTimersByTimeAsync(300);
  expect(puts).toHaveLength(0);
  await vi.advanceTimersByTimeAsync(200);
  expect(puts).toEqual([{ rooms: [{ id: '!a', name: 'newer' }], details: [], gone: ['!b'], lastRoom: '!last' }]);
});

test('without a quiet moment it is written all the same', async () => {
  const { writer, puts } = setUp();
  for (let n = 0; n < 12; n++) {
    writer.changeRows([row('a')], []);
    await vi.advanceTimersByTimeAsync(200);
  }
  expect(puts.length).toBeGreaterThan(0);
});

test('the room on screen is written first, many rooms in several goes', async () => {
  const { writer, puts } = setUp();
  for (let n = 0; n < 10; n++) writer.changeScreen(`!${n}`);
  writer.showRoom('!shown');
  await vi.advanceTimersByTimeAsync(0);
  expect(puts[0]!.details[0]!.detail.id).toBe('!shown');
  expect(puts[0]!.details).toHaveLength(8);
  await vi.advanceTimersByTimeAsync(1_100);
  expect(puts.flatMap((put) => put.details)).toHaveLength(11);
});

test('a room that is opened while a picture is being written follows at once, however busy the account is', async () => {
  const puts: Put[] = [];
  let written = (): void => undefined;
  const writer = new SnapshotWriter(
    {
      putSnapshot: (put) => {
        puts.push(put);
        return new Promise((resolve) => {
          written = resolve;
        });
      },
    },
    null,
    () => Promise.resolve(null),
    new FakeLog(),
  );
  writer.changeRows([row('a')], []);
  await vi.advanceTimersByTimeAsync(400);
  writer.showRoom('!shown');
  writer.changeRows([row('b')], []);
  written();
  await vi.advanceTimersByTimeAsync(0);
  expect(puts.map(({ lastRoom }) => lastRoom)).toEqual([null, '!shown']);
});

test('closing writes at once, and nothing where nothing changed', async () => {
  const { writer, puts } = setUp();
  await writer.flush();
  expect(puts).toHaveLength(0);
  writer.changeRows([row('a')], []);
  await writer.flush();
  expect(puts).toHaveLength(1);
});
