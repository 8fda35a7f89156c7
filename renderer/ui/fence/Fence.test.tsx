// @vitest-environment jsdom
import { act, type ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { report } from '../../bridge/host.ts';
import { OutsideContext } from '../outside.ts';
import { Fence } from './Fence.tsx';

const told: { name: string; text: string }[] = [];
let root: Root;

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  vi.stubGlobal('latchkey', { call: async (_slot: string, name: string, { text }: { text: string }) => void told.push({ name, text }) });
  told.length = 0;
  document.body.innerHTML = '<div id="app"></div>';
  root = createRoot(document.getElementById('app')!, { onCaughtError: () => undefined });
});

afterEach(() => {
  act(() => root.unmount());
  vi.unstubAllGlobals();
});

const outside = { copy: () => undefined, report, several: false };
const show = (node: ReactNode): Promise<void> => act(async () => root.render(<OutsideContext value={outside}>{node}</OutsideContext>));
const text = (): string => document.body.textContent ?? '';
const press = (name: string): Promise<void> =>
  act(async () => [...document.querySelectorAll('button')].find((item) => item.textContent === name)?.click());

function Message({ item }: { readonly item: { readonly words: string; readonly bad: boolean } }): ReactNode {
  if (item.bad) throw new RangeError(`cannot draw “${item.words}”`);
  return <p>{item.words}</p>;
}

const row = (item: { readonly words: string; readonly bad: boolean }, key: number): ReactNode => (
  <Fence key={key} of="message" again={item}>
    <Message item={item} />
  </Fence>
);
const rows = (bad: boolean): ReactNode =>
  [
    { words: 'before', bad: false },
    { words: 'secret words', bad },
    { words: 'after', bad: false },
  ].map(row);

test('T31 S-1 what cannot be drawn costs its own place, where one line says so; the cause is in the log under its reference, without any words of it', async () => {
  await show(rows(true));
  expect(text()).toContain('before');
  expect(text()).toContain('after');
  expect(text()).toContain('This message could not be shown.');
  const ref = /Reference (\w{8})/.exec(text())?.[1];
  expect(told).toHaveLength(1);
  expect(told[0]).toMatchObject({ name: 'report', text: expect.stringContaining(`message not drawn, ${ref}: RangeError`) });
  expect(told[0]?.text).not.toContain('secret words');
});

test('S-1 it comes back when the item changes, and not before', async () => {
  const item = { words: 'now', bad: true };
  await show(row(item, 1));
  await show(row(item, 1));
  expect(text()).toContain('could not be shown');
  await show(row({ ...item, bad: false }, 1));
  expect(text()).toBe('now');
});

test('S-1 people may try again', async () => {
  const item = { words: 'now', bad: true };
  await show(row(item, 1));
  item.bad = false;
  await press('Try again');
  expect(text()).toBe('now');
});
