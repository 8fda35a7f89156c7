import { expect, test } from 'vitest';
import { edgesWhere, walk } from '../core/session/walk.fixtures.ts';
import type { Phase, SessionState, StateOf } from '../core/session/states.ts';
import { turnOf } from './turn.ts';

const account = { userId: '@a:hs', deviceId: 'D', homeserver: 'http://hs', slug: 's' } as const;
const signedIn = { account, epoch: 3, attempt: 1, expiresAt: null, refreshable: false, unproven: false };
const active: StateOf<'active'> = { phase: 'active', ...signedIn, problem: null };
const expired: StateOf<'expired'> = { phase: 'expired', ...signedIn, since: 1, problem: null, unclear: false, hards: 0 };
const resuming: StateOf<'resuming'> = {
  phase: 'resuming',
  ...signedIn,
  origin: 'active',
  held: false,
  since: 1,
  unclear: false,
  hards: 0,
  method: { is: 'password' },
  step: 'asking',
  code: null,
};
const none = { dialog: null, signingInEarly: null } as const;
const states = walk().map(({ to }) => to);

test('where data are being destroyed or nobody is signed in, everything is forgotten, whatever came before', () => {
  const forgotten = new Set(
    walk()
      .filter(({ from, to }) => from.phase !== to.phase && turnOf(from.phase, to, none).forgets)
      .map(({ to }) => to.phase),
  );
  expect(forgotten).toEqual(new Set<Phase>(['erasing', 'erased', 'signedOut', 'signingIn']));
  const kept = edgesWhere({ to: ['erasing', 'erased', 'signedOut', 'signingIn'] }, ({ from, to }) => from.phase !== to.phase).filter(
    ({ from, to }) => !turnOf(from.phase, to, none).forgets,
  );
  expect(kept).toEqual([]);
});

test('the last room is opened again when an account comes to be there, once, and in a page that has just begun', () => {
  const comes = walk().filter(({ from, to }) => turnOf(from.phase, to, none).restoresRoom);
  expect(comes.length).toBeGreaterThan(0);
  expect(comes.filter(({ from, to }) => 'epoch' in from || !('epoch' in to))).toEqual([]);
  expect(walk().filter(({ from, to }) => !('epoch' in from) && 'epoch' in to && !turnOf(from.phase, to, none).restoresRoom)).toEqual([]);
  expect(states.filter((state) => turnOf(undefined, state, none).restoresRoom !== 'epoch' in state)).toEqual([]);
});

test('a state that says more of the same phase leaves everything as it is', () => {
  const problem: SessionState = { ...expired, problem: { code: 'offline' } };
  expect(turnOf('expired', problem, { dialog: 'jump', signingInEarly: null })).toEqual({ forgets: false, restoresRoom: false, layout: {} });
});

test('the banner of an expired session goes once one is signed in, or locked', () => {
  expect(turnOf('resuming', active, none).layout).toEqual({ expiredPutAside: false });
  expect(turnOf('checking', { phase: 'locked', ...signedIn, message: '', since: null }, none).layout).toEqual({ expiredPutAside: false });
  expect(turnOf('expired', { ...resuming, origin: 'expired' }, none).layout).toEqual({});
});

test('D12 who signs in here is offered what this device cannot read yet', () => {
  const signingIn: SessionState = {
    phase: 'signingIn',
    attempt: 1,
    homeserver: 'hs',
    username: 'a',
    method: { is: 'password' },
    step: 'asking',
    code: null,
    qr: null,
  };
  expect(turnOf('signedOut', signingIn, none).layout).toEqual({ justSignedIn: true });
});

test('the way to a room gives way to an expired session, other dialogs wait below; that of signing out goes with the sign-out', () => {
  const closed = { dialog: null, settingsAt: null };
  expect(turnOf('checking', expired, { dialog: 'jump', signingInEarly: null }).layout).toEqual(closed);
  expect(turnOf('checking', expired, { dialog: 'settings', signingInEarly: null }).layout).toEqual({});
  expect(turnOf('signingOut', expired, { dialog: 'signOut', signingInEarly: null }).layout).toEqual(closed);
});

test('L1 an early sign-in goes on until its token has been replaced, or has ended', () => {
  const early = { dialog: null, signingInEarly: 3 } as const;
  const gone = (state: SessionState): boolean => 'signingInEarly' in turnOf(state.phase, state, early).layout;
  expect([active, resuming].map(gone)).toEqual([false, false]);
  expect([{ ...active, epoch: 4 }, { ...resuming, epoch: 4 }, expired, { ...resuming, origin: 'expired' as const }].map(gone)).toEqual([
    true,
    true,
    true,
    true,
  ]);
});
