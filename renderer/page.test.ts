import { describe, expect, test } from 'vitest';
import { walk } from '../core/session/walk.fixtures.ts';
import type { Phase, SessionState, StateOf } from '../core/session/states.ts';
import type { OpenDialog } from './layout.ts';
import { pageOf, type Screen } from './page.ts';

const account = { userId: '@a:hs', deviceId: 'D', homeserver: 'http://hs', slug: 's' } as const;
const signedIn = { account, epoch: 3, attempt: 1, expiresAt: null, refreshable: false, unproven: false };
const offline = { code: 'offline' } as const;
const progress = { keys: 'done', messages: 'done', files: 'done', traces: 'done' } as const;
const expired: StateOf<'expired'> = { phase: 'expired', ...signedIn, since: 1, problem: null, unclear: false, hards: 0 };
const resuming: StateOf<'resuming'> = {
  phase: 'resuming',
  ...signedIn,
  origin: 'expired',
  held: false,
  since: 1,
  unclear: false,
  hards: 0,
  method: { is: 'password' },
  step: 'asking',
  code: null,
};
const checking: StateOf<'checking'> = {
  phase: 'checking',
  ...signedIn,
  origin: 'active',
  problem: null,
  tries: 0,
  since: 1,
  unclear: false,
  hards: 0,
  doubted: false,
  looks: 0,
};
const refreshing: StateOf<'refreshing'> = {
  phase: 'refreshing',
  ...signedIn,
  origin: 'active',
  cause: 'due',
  held: false,
  problem: null,
  tries: 0,
  message: 'm',
  since: null,
};
const rejected: StateOf<'rejected'> = { phase: 'rejected', ...signedIn, problem: null, tries: 1 };
const signingOut: StateOf<'signingOut'> = {
  phase: 'signingOut',
  ...signedIn,
  hards: 0,
  origin: 'active',
  problem: null,
  since: 1,
  message: '',
  unclear: false,
};
const none = { dialog: null, expiredPutAside: false, signingInEarly: null, hideWhileSignedOut: false } as const;

/** What a state shows to people who have opened nothing: the screen, and whether a dialog of the session is over it. */
type Shown = readonly [
  state: SessionState,
  screen: Screen['is'] | 'covered: chosen' | 'covered: unclear' | 'covered: ending',
  over: null | 'signInAgain' | 'signOut',
];

const everyPhase: { readonly [P in Phase]: readonly Shown[] } = {
  starting: [[{ phase: 'starting', attempt: 1 }, 'starting', null]],
  signedOut: [[{ phase: 'signedOut', attempt: 1, problem: null, homeserver: '', username: '' }, 'signIn', null]],
  signingIn: [
    [
      { phase: 'signingIn', attempt: 1, homeserver: 'hs', username: 'a', method: { is: 'password' }, step: 'asking', code: null, qr: null },
      'signIn',
      null,
    ],
  ],
  opening: [[{ phase: 'opening', ...signedIn }, 'rooms', null]],
  active: [[{ phase: 'active', ...signedIn, problem: offline }, 'rooms', null]],
  checking: [
    [checking, 'rooms', null],
    [{ ...checking, origin: 'expired' }, 'rooms', 'signInAgain'],
    [{ ...checking, origin: 'expired', unclear: true }, 'covered: unclear', 'signInAgain'],
    [{ ...checking, looks: 2 }, 'covered: ending', null],
    [{ ...checking, origin: 'locked' }, 'locked', null],
  ],
  refreshing: [
    [refreshing, 'rooms', null],
    [{ ...refreshing, origin: 'locked' }, 'locked', null],
  ],
  rejected: [
    [rejected, 'rejected', null],
    [{ ...rejected, tries: 0 }, 'rooms', null],
    [{ ...rejected, tries: 0, problem: offline }, 'rejected', null],
  ],
  expired: [
    [expired, 'rooms', 'signInAgain'],
    [{ ...expired, unclear: true }, 'covered: unclear', 'signInAgain'],
  ],
  resuming: [
    [resuming, 'rooms', 'signInAgain'],
    [{ ...resuming, unclear: true }, 'covered: unclear', 'signInAgain'],
    [{ ...resuming, origin: 'active' }, 'rooms', 'signInAgain'],
  ],
  locked: [[{ phase: 'locked', ...signedIn, message: 'm', since: null }, 'locked', null]],
  signingOut: [
    [signingOut, 'rooms', 'signOut'],
    [{ ...signingOut, origin: 'expired', unclear: true }, 'covered: unclear', 'signOut'],
    [{ ...signingOut, origin: 'ending' }, 'covered: ending', 'signOut'],
    [{ ...signingOut, origin: 'locked' }, 'locked', 'signOut'],
  ],
  erasing: [[{ phase: 'erasing', attempt: 1, reason: 'signedOutElsewhere', at: 1, progress }, 'eraseNotice', null]],
  erased: [[{ phase: 'erased', attempt: 1, reason: 'signedOutElsewhere', at: 1, progress }, 'eraseNotice', null]],
  keychainUnreadable: [[{ phase: 'keychainUnreadable', attempt: 1, reason: 'locked' }, 'noKeychain', null]],
  keychainUnavailable: [[{ phase: 'keychainUnavailable', attempt: 1 }, 'noKeychain', null]],
  keyMissing: [[{ phase: 'keyMissing', attempt: 1, account }, 'noKey', null]],
  keyUnusable: [[{ phase: 'keyUnusable', attempt: 1, account, why: 'damaged' }, 'noKey', null]],
  storeCorrupt: [[{ phase: 'storeCorrupt', attempt: 1, account, error: offline, refreshable: false, hards: 0 }, 'storeCorrupt', null]],
};

const nameOf = (screen: Screen): string => (screen.is === 'covered' ? `covered: ${screen.why}` : screen.is);
const cases = Object.values(everyPhase).flat();

test.each(cases.map(([state, screen, over]) => [state.phase, screen, over, state] as const))(
  '%s: %s, and over it %s',
  (_phase, screen, over, state) => {
    const page = pageOf(state, none);
    expect([nameOf(page.screen), page.signInAgain?.open ?? false, page.signOutOpen, page.inert]).toEqual([
      screen,
      over === 'signInAgain',
      over === 'signOut',
      over !== null,
    ]);
  },
);

test('before main has said anything it is starting, and nothing is open', () => {
  expect(pageOf(null, { ...none, dialog: 'settings' })).toEqual({
    screen: { is: 'starting' },
    inert: false,
    signInAgain: null,
    signOutOpen: false,
    dialog: null,
  });
});

test('"Not now" lets people reach the rooms, and hides what they chose to hide', () => {
  const aside = { ...none, expiredPutAside: true };
  expect(pageOf(expired, aside)).toMatchObject({ screen: { is: 'rooms' }, inert: false, signInAgain: { open: false } });
  expect(pageOf(expired, { ...aside, hideWhileSignedOut: true })).toMatchObject({ screen: { is: 'covered', why: 'chosen' }, inert: false });
  // Signing in early has no banner to be put down to.
  expect(pageOf({ ...resuming, origin: 'active' }, aside)).toMatchObject({ inert: true, signInAgain: { open: true } });
});

test('what people chose to hide is hidden while they are signed out for now, and then only', () => {
  const hidden = cases
    .filter(([state]) => nameOf(pageOf(state, { ...none, hideWhileSignedOut: true }).screen) === 'covered: chosen')
    .map(([state]) => state);
  expect(hidden).toEqual([{ ...checking, origin: 'expired' }, expired, resuming]);
  expect(pageOf({ ...signingOut, origin: 'expired' }, { ...none, hideWhileSignedOut: true }).screen).toEqual({
    is: 'covered',
    why: 'chosen',
  });
});

test('L1 the early dialog is for the token that people asked to replace, and for no other', () => {
  const active: SessionState = { phase: 'active', ...signedIn, problem: null };
  expect(pageOf(active, { ...none, signingInEarly: 3 })).toMatchObject({ inert: true, signInAgain: { open: true, early: true } });
  expect(pageOf(active, { ...none, signingInEarly: 2 })).toMatchObject({ inert: false, signInAgain: null });
});

test('the dialog of signing out takes the place of the one of signing in again', () => {
  expect(pageOf(expired, { ...none, dialog: 'signOut' })).toMatchObject({
    inert: true,
    signInAgain: { open: false },
    signOutOpen: true,
    dialog: null,
  });
});

describe('in every state that can be reached, whatever is open', () => {
  const states = [
    ...new Map(
      walk()
        .flatMap(({ from, to }) => [from, to])
        .map((state) => [JSON.stringify(state), state]),
    ).values(),
  ];
  const dialogs: readonly OpenDialog[] = [null, 'settings', 'jump', 'signOut', 'recovery', 'newRecoveryKey', 'named'];
  const flags = [false, true];
  const layouts = dialogs.flatMap((dialog) =>
    flags.flatMap((expiredPutAside) =>
      flags.flatMap((hideWhileSignedOut) =>
        [null, 1].map((signingInEarly) => ({ dialog, expiredPutAside, hideWhileSignedOut, signingInEarly })),
      ),
    ),
  );
  const pages = states.flatMap((state) => layouts.map((layout) => ({ state, layout, page: pageOf(state, layout) })));

  test('there are some of every phase', () => {
    expect(new Set(states.map(({ phase }) => phase))).toEqual(new Set(Object.keys(everyPhase)));
  });

  test('one dialog of the session is up at most, and the rest cannot be reached just then', () => {
    const wrong = pages.filter(
      ({ page }) => (page.signInAgain?.open && page.signOutOpen) || page.inert !== (page.signInAgain?.open === true || page.signOutOpen),
    );
    expect(wrong).toEqual([]);
  });

  test('C26, I12 where the device may be gone, nothing of the rooms is in the page', () => {
    const doubtful = pages.filter(({ state }) => ('unclear' in state && state.unclear) || (state.phase === 'checking' && state.looks > 0));
    expect(doubtful.length).toBeGreaterThan(0);
    expect(doubtful.filter(({ page }) => page.screen.is === 'rooms')).toEqual([]);
  });

  test('a dialog that people opened is shown, or waits; another one never is', () => {
    expect(pages.filter(({ page, layout }) => page.dialog !== null && page.dialog !== layout.dialog)).toEqual([]);
    const waiting = pages.filter(({ page, layout }) => layout.dialog !== null && layout.dialog !== 'signOut' && page.dialog === null);
    expect(new Set(waiting.map(({ layout }) => layout.dialog))).toEqual(new Set(['recovery', 'newRecoveryKey', 'named']));
    expect(waiting.filter(({ state }) => ['active', 'checking', 'refreshing'].includes(state.phase))).toEqual([]);
  });
});
