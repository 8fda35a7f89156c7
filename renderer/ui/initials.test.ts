import { expect, test } from 'vitest';
import { hueOf } from './hue.ts';
import { initials } from './initials.ts';

test('first and last word, signs left out', () => {
  expect(initials('Jonas Weber')).toBe('JW');
  expect(initials('Maria del Carmen Ruiz')).toBe('MR');
  expect(initials('#general')).toBe('G');
  expect(initials('@mira:example.org')).toBe('MO');
  expect(initials('éloïse')).toBe('É');
  expect(initials('👩‍🚀 crew')).toBe('👩‍🚀C');
  expect(initials('   ')).toBe('?');
  expect(initials('!!!')).toBe('?');
});

test('a hue is one of eight, always the same, and all are used', () => {
  const hues = Array.from({ length: 200 }, (_, index) => hueOf(`@user${index}:example.org`));
  expect(new Set(hues)).toEqual(new Set([0, 1, 2, 3, 4, 5, 6, 7]));
  expect(hueOf('@a:b')).toBe(hueOf('@a:b'));
});
