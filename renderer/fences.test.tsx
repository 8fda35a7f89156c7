// @vitest-environment jsdom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { App } from './App.tsx';
import { fixtures } from './fixtures/fixtures.ts';
import { forgetAccount } from './bridge/perAccount.ts';
import { showDialog } from './layout.ts';
import { useSession } from './features/session/session.ts';

/** Which parts of the page throw when they are drawn. */
const broken = vi.hoisted(() => new Set<string>());
function breakable(module: unknown, name: string): object {
  const parts = module as Readonly<Record<string, (props: object) => unknown>>;
  return {
    ...parts,
    [name]: (props: object) => {
      if (broken.has(name)) throw new Error('broken by the test');
      return parts[name]!(props);
    },
  };
}
vi.mock('./features/home/Home.tsx', async (real) => breakable(await real(), 'Home'));
vi.mock('./features/status/Status.tsx', async (real) => breakable(await real(), 'Status'));
vi.mock('./features/rooms/Rooms.tsx', async (real) => breakable(await real(), 'Rooms'));
vi.mock('./features/accounts/AccountRail.tsx', async (real) => breakable(await real(), 'AccountRail'));
vi.mock('./features/signOut/SignOut.tsx', async (real) => breakable(await real(), 'SignOut'));
vi.mock('./features/settings/Settings.tsx', async (real) => breakable(await real(), 'Settings'));
vi.mock('./features/settings/AccountSection.tsx', async (real) => breakable(await real(), 'AccountSection'));

const told: string[] = [];
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
  const call = (_slot: string, name: string): Promise<unknown> => {
    told.push(name);
    return Promise.resolve({ ok: true, value: undefined });
  };
  // Stays when the test is over: a mark of the last frame may come later.
  Object.assign(window, { latchkey: { call, listen: () => () => undefined, wantEngine: () => undefined } });
  told.length = 0;
  broken.clear();
  document.body.innerHTML = '<div id="app"></div>';
  root = createRoot(document.getElementById('app')!, { onCaughtError: () => undefined });
});

afterEach(() => {
  act(() => root.unmount());
  forgetAccount('');
  vi.unstubAllGlobals();
});

async function show(fixture: string): Promise<void> {
  await act(async () => {
    useSession.setState({ state: fixtures[fixture]!.world.session });
    root.render(<App />);
  });
}
const text = (): string => document.body.textContent ?? '';
const press = (name: string): Promise<void> =>
  act(async () => [...document.querySelectorAll('button')].find((item) => item.textContent === name)?.click());

test('S-1 with the whole screen broken, signing out is reached', async () => {
  broken.add('Home');
  await show('home');
  expect(text()).toContain('This screen could not be shown.');
  await press('Sign out…');
  expect(text()).toContain('Sign out?');
  await press('Sign out');
  expect(told).toContain('signOut');
});

test('S-1 with the screen and the dialog of signing out broken, one still can', async () => {
  broken.add('Home').add('SignOut').add('AccountRail').add('Settings');
  await show('home');
  const ways = [...document.querySelectorAll('.unshownDialog')].filter((card) => card.textContent?.includes('Sign out…'));
  expect(ways).toHaveLength(1);
  await act(async () => [...ways[0]!.querySelectorAll('button')].find((item) => item.textContent === 'Sign out…')?.click());
  await act(async () => [...ways[0]!.querySelectorAll('button')].at(-1)?.click());
  expect(told).toContain('signOut');
});

test('S-1 with rooms and room broken, an expired session can be renewed in its dialog', async () => {
  broken.add('Status').add('Rooms').add('Home');
  await show('expired');
  expect(text()).toContain('Session expired');
  expect(document.querySelector('input[type="password"]')).not.toBeNull();
});

test('S-1 a broken part costs itself: the room list without the room, the room without the list, the settings without a section', async () => {
  broken.add('Status');
  await show('home');
  expect(text()).toContain('Jump to…');
  expect(text()).toContain('This room could not be shown.');
  act(() => root.unmount());

  broken.clear();
  broken.add('Rooms').add('AccountSection');
  root = createRoot(document.getElementById('app')!, { onCaughtError: () => undefined });
  await show('home');
  expect(text()).toContain('The room list could not be shown.');
  expect(document.querySelector('main.roomPane')).not.toBeNull();
  await act(async () => showDialog('settings'));
  expect(text()).toContain('These settings could not be shown.');
  expect(text()).toContain('Appearance');
});
