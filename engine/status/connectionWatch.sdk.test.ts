import { SyncState } from 'matrix-js-sdk/lib/sync.js';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Connection } from '../../core/features/status/model.ts';
import { ConnectionWatch } from './connectionWatch.sdk.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function setUp() {
  const seen: Connection[] = [];
  const state = { held: false, retries: 0 };
  const watch = new ConnectionWatch({
    toError: () => ({ code: 'offline' }),
    isHeld: () => state.held,
    retryNow: () => {
      state.retries++;
    },
    onChange: (connection) => seen.push(connection),
  });
  return { watch, seen, state };
}
const error = new Error('no answer');

test('the first failed sync is told, and the server is asked again, ever less often', async () => {
  const { watch, seen, state } = setUp();
  for (const ms of [1_000, 2_000, 3_000, 5_000, 8_000, 10_000, 10_000]) {
    watch.syncState(SyncState.Reconnecting, { error });
    const before = state.retries;
    await vi.advanceTimersByTimeAsync(ms - 1);
    expect(state.retries).toBe(before);
    await vi.advanceTimersByTimeAsync(1);
    expect(state.retries).toBe(before + 1);
  }
  expect(seen[0]).toMatchObject({ is: 'down', error: { code: 'offline' } });
});

test('several reports of one failure make one retry', async () => {
  const { watch, state } = setUp();
  watch.syncState(SyncState.Reconnecting, { error });
  watch.syncState(SyncState.Error, { error });
  await vi.advanceTimersByTimeAsync(1_500);
  expect(state.retries).toBe(1);
});

test('a sync ends it, and the next failure begins from the start', async () => {
  const { watch, seen, state } = setUp();
  watch.syncState(SyncState.Error, { error });
  await vi.advanceTimersByTimeAsync(1_000);
  watch.syncState(SyncState.Error, { error });
  watch.syncState(SyncState.Syncing, {});
  await vi.advanceTimersByTimeAsync(20_000);
  expect(state.retries).toBe(1);
  expect(seen.at(-1)).toEqual({ is: 'live' });
});

test('behind a closed gate nothing is said about the server; a cached start is not a connection', () => {
  const { watch, seen, state } = setUp();
  state.held = true;
  watch.syncState(SyncState.Error, { error });
  watch.syncState(SyncState.Prepared, { fromCache: true });
  expect(seen).toEqual([]);
});
