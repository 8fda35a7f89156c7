import { expect, test } from 'vitest';
import type { UserId } from '../../../../core/ids.ts';
import type { Member } from '../../../../core/features/rooms/model.ts';
import { findable, rankPeople } from './rankPeople.ts';

const member = (name: string, membership: Member['membership'] = 'join'): Member => ({
  id: `@${name.toLowerCase().replaceAll(' ', '.')}:hs`,
  name,
  membership,
  powerLevel: 0,
});
const people = findable(
  ['Ann', 'Bob Marsh', 'Marcus', 'Zoë', 'Marie'].map((name) => member(name)).concat(member('Mara', 'invite'), member('Me')),
  '@me:hs' as UserId,
);
const found = (text: string, spoken: readonly string[] = []): string[] =>
  rankPeople(people, text, spoken as UserId[], 10).map(({ name }) => name);

test('by the beginning of the name, of a word, of the ID; without accents and case; oneself never', () => {
  expect(found('mar')).toEqual(['Marcus', 'Marie', 'Mara', 'Bob Marsh']);
  expect(found('ZOE')).toEqual(['Zoë']);
  expect(found('bob.m')).toEqual(['Bob Marsh']);
  expect(found('me')).toEqual([]);
  // The server is not what anybody looks for, unless the whole ID is typed.
  expect(found('hs')).toEqual([]);
  expect(found('marie:h')).toEqual(['Marie']);
  expect(found('mcs')).toEqual([]);
});

test('who spoke last comes first where names fit alike; nothing typed offers those', () => {
  expect(found('mar', ['@marie:hs', '@bob.marsh:hs'])).toEqual(['Marie', 'Marcus', 'Mara', 'Bob Marsh']);
  expect(found('', ['@zoë:hs', '@bob.marsh:hs']).slice(0, 2)).toEqual(['Zoë', 'Bob Marsh']);
});

test('5,000 members within 50 ms a key', () => {
  const many = findable(
    Array.from({ length: 5_000 }, (_, index) => member(`Person ${index} von Nummer-${index % 97}`)),
    '@me:hs' as UserId,
  );
  rankPeople(many, 'p', [], 50);
  const times = ['', 'p', 'pe', 'per', 'nummer', '49', 'zzz'].map((text) => {
    const began = performance.now();
    rankPeople(many, text, [], 50);
    return performance.now() - began;
  });
  expect(Math.min(...times)).toBeLessThan(50);
  expect(times.toSorted((a, b) => a - b)[3]).toBeLessThan(50);
});
