import { expect, test } from 'vitest';
import type { SessionState } from '../../../core/session/states.ts';
import { noticeOf, passes } from './notice.ts';

const account = { userId: '@a:s', deviceId: 'D', homeserver: 'https://s', slug: 'x' } as const;
const now = 1_000_000_000;
const session = (more: object): SessionState =>
  ({
    phase: 'active',
    account,
    epoch: 1,
    attempt: 1,
    expiresAt: null,
    refreshable: false,
    unproven: false,
    ...more,
  }) as unknown as SessionState;
const at = (state: SessionState, putAside = false) =>
  noticeOf({ session: state, putAside, connection: { is: 'live' }, suspended: null, disk: null, historyAnew: false, locked: null, now });

test('L1 ten minutes before the session ends it is said, not sooner, not after', () => {
  expect(at(session({ expiresAt: now + 10 * 60_000 }))).toEqual({ is: 'endsSoon', at: now + 10 * 60_000, epoch: 1 });
  expect(at(session({ expiresAt: now + 10 * 60_000 + 1 }))).toBeNull();
  expect(at(session({ expiresAt: now }))).toBeNull();
  expect(at(session({ expiresAt: now + 1000, refreshable: true }))).toBeNull();
});

test('"Not now" leaves a banner, for as long as one is signed out', () => {
  const expired = session({ phase: 'expired', since: now, problem: null });
  expect(at(expired, true)).toEqual({ is: 'signedOutForNow' });
  expect(at(expired, false)).toBeNull();
  expect(at(session({}), true)).toBeNull();
});

test('a broken connection goes before the end of the session, a check before both', () => {
  const ends = session({ expiresAt: now + 1000 });
  const down = { is: 'down', error: { code: 'offline' }, sinceTs: now } as const;
  expect(
    noticeOf({ session: ends, putAside: false, connection: down, suspended: null, disk: null, historyAnew: false, locked: null, now }),
  ).toEqual({
    is: 'connection',
    why: 'offline',
  });
  const checking = session({
    phase: 'checking',
    origin: 'active',
    problem: null,
    tries: 0,
    since: now,
    hards: 1,
    doubted: false,
    unclear: false,
    looks: 0,
  });
  expect(
    noticeOf({ session: checking, putAside: false, connection: down, suspended: null, disk: null, historyAnew: false, locked: null, now }),
  ).toEqual({
    is: 'checking',
    trouble: false,
  });
});

test('G4 suspended is said while connected, and a broken connection before it', () => {
  const facts = {
    session: session({ expiresAt: now + 1000 }),
    putAside: false,
    suspended: 'Ask',
    disk: null,
    historyAnew: false,
    locked: null,
    now,
  };
  expect(noticeOf({ ...facts, connection: { is: 'live' } })).toEqual({ is: 'suspended', message: 'Ask' });
  expect(noticeOf({ ...facts, connection: { is: 'connecting' } })).toEqual({ is: 'connection', why: 'connecting' });
});

test('K3 a disk that takes nothing is said while it lasts, behind a broken connection and before all that can wait', () => {
  const facts = {
    session: session({ expiresAt: now + 1000 }),
    putAside: false,
    suspended: 'Ask',
    disk: 'full',
    historyAnew: false,
    locked: null,
    now,
  } as const;
  expect(noticeOf({ ...facts, connection: { is: 'live' } })).toEqual({ is: 'disk', why: 'full' });
  expect(noticeOf({ ...facts, connection: { is: 'down', error: { code: 'offline' }, sinceTs: now } })).toEqual({
    is: 'connection',
    why: 'offline',
  });
});

test('D6 what is locked is said last, while signed in', () => {
  const locked = { is: 'locked', opens: 'history', phrase: false } as const;
  const facts = { putAside: false, connection: { is: 'live' }, suspended: null, disk: null, historyAnew: false, locked, now } as const;
  expect(noticeOf({ ...facts, session: session({}) })).toEqual({ is: 'locked', opens: 'history' });
  expect(noticeOf({ ...facts, session: session({ expiresAt: now + 1000 }) })).toMatchObject({ is: 'endsSoon' });
  expect(noticeOf({ ...facts, session: session({ phase: 'expired', since: now, problem: null }) })).toBeNull();
});

test('that the history was begun anew is said, behind what is wrong right now', () => {
  const facts = { session: session({}), putAside: false, suspended: 'Ask', historyAnew: true, locked: null, now };
  expect(noticeOf({ ...facts, connection: { is: 'live' }, disk: null })).toEqual({ is: 'historyAnew' });
  expect(noticeOf({ ...facts, connection: { is: 'live' }, disk: 'full' })).toEqual({ is: 'disk', why: 'full' });
});

test('what passes by itself floats; what lasts has a row', () => {
  expect(passes({ is: 'checking', trouble: false })).toBe(true);
  expect(passes({ is: 'connection', why: 'connecting' })).toBe(true);
  for (const why of ['offline', 'failing'] as const) expect(passes({ is: 'connection', why })).toBe(false);
  for (const is of ['signedOutForNow', 'disk', 'suspended', 'historyAnew', 'locked', 'endsSoon'])
    expect(passes({ is } as never)).toBe(false);
});
