// @vitest-environment jsdom
import { expect, test } from 'vitest';
import type { StateChange, StateItem } from '../../../../core/features/timeline/model.ts';
import { foldWords, isLong, shortWords } from './foldWords.ts';

const state = (name: string, change: StateChange): StateItem => ({
  kind: 'state',
  id: '$state',
  eventId: '$state' as StateItem['eventId'],
  actor: { userId: '@ben:example.org' as never, name },
  ts: 0,
  change,
});

test('what is short is said whole', () => {
  const items = [state('Ben', { what: 'topicSet', topic: 'Weekly at ten.' })];
  expect(isLong(items)).toBe(false);
  expect(shortWords(items)).toBe(foldWords(items));
});

test('a name and a topic without an end are cut, so that the line is no louder than a message, and can be shown whole', () => {
  const items = [state('B'.repeat(200), { what: 'topicSet', topic: 'An endless topic. '.repeat(30) })];
  expect(isLong(items)).toBe(true);
  expect(shortWords(items).length).toBeLessThan(230);
  expect(shortWords(items)).toMatch(/^B{39}… set the topic: An endless topic\..*…$/);
  expect(foldWords(items)).toContain('B'.repeat(200));
});

test('of several, all names are cut', () => {
  const items = ['left', 'joined'].map((what) => state('B'.repeat(200), { what, who: { userId: '@b:example.org', name: 'x' } } as never));
  expect(shortWords(items)).toBe(`2 changes by ${'B'.repeat(39)}…`);
  expect(isLong(items), 'they have their own list').toBe(false);
});

test('no sign of two halves is cut through', () => {
  const items = [state('😀'.repeat(60), { what: 'other', eventType: 'm.x' })];
  expect(shortWords(items)).toBe(`${'😀'.repeat(39)}… changed the room’s settings`);
});
