// @vitest-environment jsdom
import { beforeEach, expect, test } from 'vitest';
import { firstSettings } from '../core/features/settings/firstSettings.ts';
import type { Settings } from '../core/features/settings/hostCalls.ts';
import { changeSettings, followSettings, useSettings } from './settings.ts';

/** What main has been told and has not read yet. */
let waiting: { readonly change: Partial<Settings>; readonly answer: (value: unknown) => void }[] = [];
let kept: Settings = firstSettings;
let tell: (settings: Settings) => void = () => undefined;

beforeEach(() => {
  waiting = [];
  kept = firstSettings;
  useSettings.setState(firstSettings);
  Object.assign(window, {
    latchkey: {
      call: (_slot: string, _name: string, change: Partial<Settings>) => new Promise((answer) => waiting.push({ change, answer })),
      listen: (_stream: string, listener: typeof tell) => {
        tell = listener;
        return () => undefined;
      },
    },
  });
});

/** Main reads the next change, says what is set now, and answers once it is on the disk. */
async function mainReads({ ok = true } = {}): Promise<void> {
  const { change, answer } = waiting.shift()!;
  kept = { ...kept, ...change };
  tell(kept);
  answer(ok ? { ok } : { ok, error: { code: 'diskFull' } });
  await new Promise((resolve) => setTimeout(resolve));
}

test('a setting that is changed before main has read the one before is not undone by what main says of that one', async () => {
  followSettings();
  changeSettings({ theme: 'dark' });
  changeSettings({ zoom: 1.5 });
  await mainReads();
  expect(useSettings.getState()).toEqual({ ...firstSettings, theme: 'dark', zoom: 1.5 });
  changeSettings({ roomsCollapsed: true });
  await mainReads();
  await mainReads();
  expect(kept).toEqual({ ...firstSettings, theme: 'dark', zoom: 1.5, roomsCollapsed: true });
  expect(useSettings.getState()).toEqual(kept);
});

test('main is told what changes, and nothing that it may know better', async () => {
  followSettings();
  changeSettings({ theme: 'dark' });
  tell({ ...firstSettings, lookForUpdates: false });
  changeSettings({ zoom: 2 });
  expect(waiting.map(({ change }) => change)).toEqual([{ theme: 'dark' }, { zoom: 2 }]);
  expect(useSettings.getState()).toEqual({ ...firstSettings, theme: 'dark', zoom: 2, lookForUpdates: false });
  await mainReads();
  await mainReads();
});

test('of one setting that is changed twice the newer choice stays, and one that main could not keep does not stick to what it says later', async () => {
  followSettings();
  changeSettings({ zoom: 1.1 });
  changeSettings({ zoom: 1.25 });
  await mainReads();
  expect(useSettings.getState().zoom).toBe(1.25);
  await mainReads({ ok: false });
  tell({ ...kept, zoom: 1 });
  expect(useSettings.getState().zoom).toBe(1);
});
