// @vitest-environment jsdom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { accountAnswers } from '../../fixtures/ownAccount.ts';
import { fixtures } from '../../fixtures/fixtures.ts';
import { forgetAccount } from '../../bridge/perAccount.ts';
import { useKeyBackup } from '../keyBackup/keyBackup.ts';
import { useRecovery } from '../recovery/recovery.ts';
import { useRecoveryKeyState } from '../recoveryKey/recoveryKey.ts';
import { useSession } from '../session/session.ts';
import { useUpdates } from '../updates/updates.ts';
import { words } from '../../words/words.ts';
import { Settings } from './Settings.tsx';
import { places, type Section } from './settingsIndex.ts';

const all = Object.keys(places) as Section[];
const led: string[] = [];
let root: Root;

beforeEach(async () => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe(): void {}
      unobserve(): void {}
      disconnect(): void {}
    },
  );
  Element.prototype.scrollIntoView = function (this: Element): void {
    led.push(this.id);
  };
  led.length = 0;
  const call = (_slot: string, name: string): Promise<unknown> =>
    Promise.resolve({ ok: true, value: name === 'autostart' ? 'off' : accountAnswers[name] });
  Object.assign(window, { latchkey: { call, listen: () => () => undefined, wantEngine: () => undefined } });
  useSession.setState({ state: fixtures['home']!.world.session });
  useUpdates.setState({ updates: { is: 'idle', attempt: 1, lookedAt: null } });
  useRecovery.setState({ recovery: { is: 'locked', opens: 'history', phrase: true } });
  useKeyBackup.setState({ backup: { is: 'on', waiting: 0, opens: 'recoveryKey' } });
  useRecoveryKeyState.setState({ recoveryKeyState: { is: 'missing', history: true, putOff: true } });
  document.body.innerHTML = '<div id="app"></div>';
  root = createRoot(document.getElementById('app')!);
  await act(async () => root.render(<Settings open under={false} />));
});

afterEach(() => {
  act(() => root.unmount());
  forgetAccount('');
  vi.unstubAllGlobals();
});

async function panelOf(section: Section): Promise<HTMLElement> {
  const tab = [...document.querySelectorAll<HTMLElement>('[role="tab"]')].find(
    ({ textContent }) => textContent === words.account.sections[section],
  );
  await act(async () => tab!.click());
  return document.querySelector<HTMLElement>('.settingsPanel:not([hidden])')!;
}

/** Whatever people press, choose or fill in, by its name. */
const controlsOf = (panel: Element): readonly Element[] => [...panel.querySelectorAll('button, input:not([aria-hidden]), [role="switch"]')];

test.each(all)('%s: whatever can be set there is found by the search, at the line that it stands in', async (section) => {
  const panel = await panelOf(section);
  const there = Object.keys(places[section]);
  const controls = controlsOf(panel);
  expect(controls.length).toBeGreaterThan(0);
  const strays = controls.filter((control) => !there.some((id) => control.closest(`[id="${id}"]`)));
  expect(strays.map((control) => control.outerHTML)).toEqual([]);
  // And nothing is found that is not there.
  for (const id of there) expect(controlsOf(panel.querySelector(`[id="${id}"]`)!).length, id).toBeGreaterThan(0);
});

test('what was found is led to: into view, with the focus on its control, also where the server has yet to say what stands there', async () => {
  const field = document.querySelector<HTMLInputElement>('input[type="search"]')!;
  async function seek(text: string): Promise<void> {
    await act(async () => {
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!.call(field, text);
      field.dispatchEvent(new Event('input', { bubbles: true }));
    });
    await act(async () => field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true })));
  }
  await seek('hide');
  expect(led).toEqual(['settingsPrivacy']);
  expect(document.activeElement?.closest('[id="settingsPrivacy"]'), 'its switch').not.toBeNull();
  await seek('display name');
  expect(led).toEqual(['settingsPrivacy', 'settingsName']);
  expect(document.activeElement?.closest('[id="settingsName"]'), 'its field').not.toBeNull();
  expect(field.value).toBe('');
});
