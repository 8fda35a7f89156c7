// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { findSettings, type Section } from './settingsIndex.ts';

const all: readonly Section[] = ['account', 'security', 'devices', 'appearance', 'computer', 'updates'];

test('a setting is found by words of its line and of its section, in any order', () => {
  expect(findSettings('theme', all)).toEqual([{ section: 'appearance', label: 'Theme', at: 'settingsTheme' }]);
  expect(findSettings('  ZOOM appear ', all)).toEqual([{ section: 'appearance', label: 'Zoom', at: 'settingsZoom' }]);
  expect(findSettings('password', all).map(({ section }) => section)).toEqual(['security']);
  expect(findSettings('close account', all)).toContainEqual({ section: 'account', label: 'Close account', at: 'settingsClose' });
  expect(
    findSettings('key', all).map(({ section }) => section),
    'not every Latchkey',
  ).not.toContain('computer');
  expect(findSettings('no such thing', all)).toEqual([]);
  expect(findSettings('  ', all)).toEqual([]);
});

test('without an account its settings are not found', () => {
  expect(findSettings('password', ['appearance', 'computer', 'updates'])).toEqual([]);
});
