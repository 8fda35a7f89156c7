import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { AccessToken, RefreshToken } from '../../core/ids.ts';
import type { SessionState } from '../../core/session/states.ts';
import { fakeLog } from '../FakeLog.ts';
import { deriveKeys } from '../vault/keys.ts';
import type { Tokens } from '../tokens/sealedTokens.ts';
import { Credentials } from './credentials.ts';
import { Delays } from './delays.ts';
import { ExpiryTimer } from './expiryTimer.ts';

const day = 24 * 60 * 60 * 1000;
const account = { userId: '@a:b', deviceId: 'D', homeserver: 'https://b', slug: 'aa' } as const;
const active = {
  phase: 'active',
  account,
  epoch: 1,
  attempt: 1,
  expiresAt: null,
  refreshable: false,
  unproven: false,
  problem: null,
} as SessionState;
const expired = {
  phase: 'expired',
  account,
  epoch: 1,
  attempt: 2,
  expiresAt: null,
  refreshable: false,
  unproven: false,
  since: 0,
  problem: null,
  unclear: false,
  hards: 0,
} as SessionState;

let wallClock = 0;
let said: string[];
let credentials: Credentials;
let timer: ExpiryTimer;
const monotonic = (): number => performance.now();

beforeEach(() => {
  vi.useFakeTimers();
  wallClock = 1_000_000;
  said = [];
  credentials = new Credentials({ durable: async (_step, action) => action(), log: fakeLog(), monotonic });
  timer = new ExpiryTimer({
    credentials,
    delays: new Delays(),
    monotonic,
    wallClock: () => wallClock,
    reached: (epoch) => said.push(`reached ${epoch}`),
    refreshDue: (epoch) => said.push(`refreshDue ${epoch}`),
    doubtful: (epoch) => said.push(`doubtful ${epoch}`),
  });
});
afterEach(() => vi.useRealTimers());

function hold(expiresAt: number | null, lifetimeMs: number | null, endsAt: number | null, refreshToken: RefreshToken | null = null): void {
  const tokens: Tokens = {
    ...account,
    accessToken: 'token' as AccessToken,
    refreshToken,
    grant: { is: 'login' },
    expiresAt,
    lifetimeMs,
    identity: null,
  };
  credentials.take(account, deriveKeys(Buffer.alloc(32)), '/nowhere', tokens, endsAt);
}

// L-15
test('B11 a refresh token that was refused once is tried again when the access token ends, and not before', () => {
  hold(wallClock + 300_000, 300_000, monotonic() + 300_000, 'rt' as RefreshToken);
  credentials.doubt('rt' as RefreshToken);
  timer.follow(active);
  vi.advanceTimersByTime(299_999);
  expect(said).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(said).toEqual(['refreshDue 1']);
});

test('L1: a token issued in this run ends on time, whatever happens to the wall clock', () => {
  hold(wallClock + 15_000, 15_000, monotonic() + 15_000);
  timer.follow(active);
  wallClock += 30 * day;
  vi.advanceTimersByTime(14_999);
  expect(said).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(said).toEqual(['reached 1']);
});

test.each([
  [-day, 15_000],
  [day, 0],
  [0, 10_000],
])(
  'K6: of an earlier run only the wall clock knows, off by %i ms: the server is asked, no sooner said, no later than its lifetime',
  (offBy, due) => {
    hold(wallClock + 10_000, 15_000, null);
    wallClock += offBy;
    timer.follow(active);
    vi.advanceTimersByTime(Math.max(due - 1, 0));
    if (due > 0) expect(said).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(said).toEqual(['doubtful 1']);
  },
);

test('no announced end, no timer; and none while the session is paused', () => {
  hold(null, null, null);
  timer.follow(active);
  vi.advanceTimersByTime(100 * day);
  hold(wallClock + 1000, 1000, monotonic() + 1000);
  timer.follow(active);
  timer.follow(expired);
  vi.advanceTimersByTime(day);
  expect(said).toEqual([]);
});

test('a lifetime longer than timers can count is waited for in parts', () => {
  hold(wallClock + 60 * day, 60 * day, monotonic() + 60 * day);
  timer.follow(active);
  vi.advanceTimersByTime(60 * day - 1);
  expect(said).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(said).toEqual(['reached 1']);
});

test('a token that the server says lives on is not ended by the clock a second time; the next one is', () => {
  hold(wallClock + 1000, 1000, monotonic() + 1000);
  timer.follow(active);
  vi.advanceTimersByTime(1000);
  timer.follow(expired);
  timer.follow(active);
  vi.advanceTimersByTime(day);
  expect(said).toEqual(['reached 1']);
  const next: Tokens = {
    ...account,
    accessToken: 'another token' as AccessToken,
    refreshToken: null,
    grant: { is: 'login' },
    expiresAt: null,
    lifetimeMs: 1000,
    identity: null,
  };
  credentials.take(account, deriveKeys(Buffer.alloc(32)), '/nowhere', next, monotonic() + 1000);
  timer.follow(expired);
  timer.follow(active);
  vi.advanceTimersByTime(1000);
  expect(said).toEqual(['reached 1', 'reached 1']);
});

test.each([
  [300_000, 240_000],
  [4_000, 3_000],
])('B2: a token of %i ms that can be refreshed is refreshed after %i ms', (lifetimeMs, due) => {
  hold(wallClock + lifetimeMs, lifetimeMs, monotonic() + lifetimeMs, 'refresh' as RefreshToken);
  timer.follow(active);
  vi.advanceTimersByTime(due - 1);
  expect(said).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(said).toEqual(['refreshDue 1']);
});

test.each([
  [-day, 3_000],
  [day, 0],
])('B16 K6: of an earlier run, with the wall clock off by %i ms, it is refreshed within its lifetime', (offBy, due) => {
  hold(wallClock + 4_000, 4_000, null, 'refresh' as RefreshToken);
  wallClock += offBy;
  timer.follow(active);
  vi.advanceTimersByTime(due);
  expect(said).toEqual(['refreshDue 1']);
});

test('B4: no announced end, nothing is refreshed ahead', () => {
  hold(null, null, null, 'refresh' as RefreshToken);
  timer.follow(active);
  vi.advanceTimersByTime(30 * day);
  expect(said).toEqual([]);
});
