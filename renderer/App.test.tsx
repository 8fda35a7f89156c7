// @vitest-environment jsdom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { nobodyToAsk } from '../core/features/support/support.ts';
import type { Phase, SessionState, StateOf } from '../core/session/states.ts';
import { App } from './App.tsx';
import { fixtures } from './fixtures/fixtures.ts';
import { forgetAccount } from './bridge/perAccount.ts';
import { putExpiredAside } from './layout.ts';
import { useUpdates } from './features/updates/updates.ts';
import { useSession } from './features/session/session.ts';
import { useSettings } from './settings.ts';

/** What every phase has to show; a phase without a line here does not compile. The gallery looks at each state's own words. */
const shows: { readonly [P in Phase]: RegExp | string } = {
  starting: '',
  signedOut: 'Sign in to Latchkey',
  signingIn: 'Sign in to Latchkey',
  opening: 'Jump to…',
  active: /Jump to…|Opening your rooms…/,
  checking: /Jump to…|Your account is locked|Messages are hidden/,
  expired: 'Session expired',
  resuming: 'Session expired',
  refreshing: 'Jump to…',
  rejected: 'Your server rejects this session',
  locked: 'Your account is locked',
  signingOut: /The server does not know yet|Sign out\?/,
  erasing: 'is being destroyed',
  erased: 'has been destroyed',
  keychainUnreadable: /Your keychain (is locked|does not answer|cannot be read)|Latchkey may not read your keychain/,
  keychainUnavailable: 'This system has no keychain',
  keyMissing: 'The key to your messages is gone',
  keyUnusable: /The key to your messages cannot be used|A newer Latchkey was here/,
  storeCorrupt: /Your messages cannot be opened|A newer Latchkey wrote this/,
};

const told: { name: string; arg: unknown }[] = [];
let root: Root;

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe(): void {}
      unobserve(): void {}
      disconnect(): void {}
    },
  );
  const call = (_slot: string, name: string, arg: unknown): Promise<unknown> => {
    told.push({ name, arg });
    const answers: Readonly<Record<string, unknown>> = { support: nobodyToAsk, lookUpServer: fixtures['signInFound']!.world.lookup };
    return Promise.resolve({ ok: true, value: answers[name] });
  };
  // It stays: what a screen has begun may end after its test.
  Object.assign(window, { latchkey: { call, listen: () => () => undefined, wantEngine: () => undefined } });
  told.length = 0;
  document.body.innerHTML = '<div id="app"></div>';
  root = createRoot(document.getElementById('app')!);
});

afterEach(() => {
  act(() => root.unmount());
  forgetAccount('');
  useSettings.setState({ hideWhileSignedOut: false, roomsCollapsed: false });
  vi.unstubAllGlobals();
});

async function show(state: SessionState): Promise<void> {
  await act(async () => {
    useSession.setState({ state });
    root.render(<App />);
  });
}

const everyState = Object.entries(fixtures).map(([name, { world }]) => ({ name, state: world.session, settings: world.settings }));
const text = (): string => document.body.textContent ?? '';
const button = (name: string): HTMLButtonElement | undefined =>
  [...document.querySelectorAll('button')].find((item) => item.textContent === name);
const press = (name: string): Promise<void> => act(async () => button(name)?.click());
const expired = fixtures['expired']!.world.session;

test('there is a fixture for every phase', () => {
  expect(new Set(everyState.map(({ state }) => state.phase))).toEqual(new Set(Object.keys(shows)));
});

test.each(everyState)('$name: the phase is on <html>, and its screen is shown', async ({ state, settings }) => {
  useSettings.setState(settings);
  await show(state);
  expect(document.documentElement.dataset['session']).toBe(state.phase);
  expect(text()).toMatch(shows[state.phase]);
});

test('J16 where the list of accounts is a newer Latchkey’s, no other account is offered; where one key is, it is', async () => {
  await show(fixtures['recordFromNewer']!.world.session);
  expect(button('Add account')).toBeUndefined();
  expect(button('Quit')).toBeDefined();
  await show(fixtures['keyFromNewer']!.world.session);
  expect(button('Add account')).toBeDefined();
});

test('B14 a rejected new token is asked about once more, behind the rooms, before people are told', async () => {
  const rejected = fixtures['rejected']!.world.session as StateOf<'rejected'>;
  await show({ ...rejected, tries: 0 });
  expect(document.documentElement.dataset['session']).toBe('rejected');
  expect(text()).not.toContain(shows.rejected);
  await show({ ...rejected, tries: 0, problem: { code: 'offline' } });
  expect(text()).toContain(shows.rejected);
});

describe('session expired', () => {
  test('the dialog asks for the password of this account, over rooms that cannot be reached', async () => {
    await show(expired);
    const dialog = document.querySelector('[role="dialog"]')!;
    expect(document.getElementById(dialog.getAttribute('aria-labelledby') ?? '')?.textContent).toBe('Session expired');
    expect(dialog.textContent).toContain('mira');
    expect(dialog.querySelector('input[type="password"]')?.getAttribute('autocomplete')).toBe('current-password');
    expect(document.querySelector('.home')?.hasAttribute('inert')).toBe(true);
    expect(button('Sign in again') && button('Not now') && button('Sign out and erase')).toBeTruthy();
  });

  test('"Not now" puts it down to a banner', async () => {
    await show(expired);
    await press('Not now');
    expect(text()).toContain('Signed out for now');
    expect(document.querySelector('.home')?.hasAttribute('inert')).toBe(false);
  });

  test('where people chose to hide their rooms, nothing of them is in the page', async () => {
    useSettings.setState({ hideWhileSignedOut: true });
    await show(expired);
    expect(document.querySelector('.home')).toBeNull();
    await act(async () => putExpiredAside(true));
    expect(document.querySelector('.home')).toBeNull();
    expect(text()).toContain('Messages are hidden');
  });

  test.each(['expiredUnclear', 'expiredUnclearChecking'])(
    'C26 %s: where the device may be gone nothing of the rooms is in the page, whatever people chose; nor while they leave',
    async (name) => {
      const state = fixtures[name]!.world.session;
      await show(state);
      expect(document.querySelector('.home')).toBeNull();
      expect(text()).toContain('Messages are hidden');
      const leaving = fixtures['signOutRunning']!.world.session;
      await show({ ...leaving, origin: 'expired', unclear: true } as SessionState);
      expect(document.querySelector('.home')).toBeNull();
    },
  );

  test('I12 a session that was ended in the account is not shown as one that lives; nor while people leave it', async () => {
    const state = fixtures['endingElsewhere']!.world.session;
    await show(state);
    expect(document.querySelector('.home')).toBeNull();
    await press('Try now');
    expect(told.map(({ name }) => name)).toContain('retry');
    await show({ ...fixtures['signOutRunning']!.world.session, origin: 'ending' } as SessionState);
    expect(document.querySelector('.home')).toBeNull();
    await show({ ...state, looks: 0 } as SessionState);
    expect(document.querySelector('.home')).not.toBeNull();
  });

  test('while the server asks for a pause the button counts down and cannot be pressed', async () => {
    await show(fixtures['expiredLimited']!.world.session);
    expect(button('Try again in 6 s')?.disabled).toBe(true);
  });
});

test('while everything is destroyed "Sign in" waits', async () => {
  await show(fixtures['erasing']!.world.session);
  expect(button('Sign in')?.disabled).toBe(true);
  await show(fixtures['erased']!.world.session);
  expect(button('Sign in')?.disabled).toBe(false);
  await press('Sign in');
  expect(told.map(({ name }) => name)).toContain('readNotice');
});

test('starting over asks a second time before it tells main', async () => {
  await show(fixtures['storeCorrupt']!.world.session);
  await press('Start over on this device…');
  expect(told.map(({ name }) => name)).not.toContain('startOver');
  await press('Destroy and start over');
  expect(told.map(({ name }) => name)).toContain('startOver');
});

test.each(['storeNewer', 'keyFromNewer', 'recordFromNewer'])('%s: an update comes first, starting over last', async (name) => {
  useUpdates.setState({ updates: { is: 'idle', attempt: 1, lookedAt: null } });
  await show(fixtures[name]!.world.session);
  const labels = [...document.querySelectorAll('main :is(.pageActions, .pageApart) button')].map(({ textContent }) => textContent);
  expect(labels[0]).toBe('Check for updates');
  expect(labels.at(-1)).toBe('Start over on this device…');
  await press('Check for updates');
  expect(told).toContainEqual({ name: 'askUpdates', arg: { what: 'lookAsked' } });
  await act(async () => useUpdates.setState({ updates: { is: 'off', attempt: 2, why: { is: 'packager', name: 'Flatpak' } } }));
  expect(text()).toContain('This copy of Latchkey is updated by Flatpak.');
  expect(button('Check for updates'), 'nothing that it cannot do').toBeUndefined();
  await act(async () => useUpdates.setState({ updates: null }));
});

test('L-8 what a full disk keeps closed is not offered for destruction', async () => {
  await show(fixtures['storeOnFullDisk']!.world.session);
  expect(text()).toContain('Your messages cannot be opened yet');
  expect(button('Try again')).toBeDefined();
  expect(button('Start over on this device…')).toBeUndefined();
});

test('C26 where the device may have been removed, that is said, and nothing of the rooms is in the page (L-9)', async () => {
  await show(fixtures['expiredUnclear']!.world.session);
  expect(text()).toContain('this device was removed from your account');
  expect(text()).not.toContain('Nothing on this device was lost');
  expect(text()).not.toContain('Jump to…');
  await press('Not now');
  expect(text()).toContain('This device may have been removed from your account');
  expect(text()).not.toContain('Jump to…');
});

test('nobody is told a password but main', async () => {
  await show(fixtures['signInFound']!.world.session);
  expect(document.querySelector('input[name="password"]'), 'not before the server has said that it takes one').toBeNull();
  await press('Continue');
  const input = document.querySelector<HTMLInputElement>('input[name="password"]')!;
  await act(async () => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!.call(input, 'hunter2');
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await press('Sign in');
  expect(told.filter(({ arg }) => JSON.stringify(arg).includes('hunter2')).map(({ name }) => name)).toEqual(['signIn']);
});
