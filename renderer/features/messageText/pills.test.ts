// @vitest-environment jsdom
import { expect, test } from 'vitest';
import type { UserId } from '../../../core/ids.ts';
import { usersIn, withPills, type Naming } from './pills.ts';
import { sanitise } from './sanitise.ts';

const naming: Naming = {
  own: '@me:hs' as UserId,
  person: (userId) =>
    new Map<string, string>([
      ['@bob:hs', 'Bob <b>'],
      ['@me:hs', 'Mira'],
      ['@at:hs', '@nna'],
    ]).get(userId),
  room: (id) => (id === '!d:hs' ? 'Design' : undefined),
};
const shown = (html: string): string => withPills(sanitise(html) ?? '', naming);
const text = (html: string): string => new DOMParser().parseFromString(shown(html), 'text/html').body.textContent;

test('T105 a pill bears the member’s name, whatever the sender wrote there', () => {
  expect(text('<a href="https://matrix.to/#/@bob:hs">The administrator</a>: hi')).toBe('@Bob <b>: hi');
  expect(text('<a href="matrix:u/bob:hs"><b>You have won</b><br>much</a>')).toBe('@Bob <b>');
  expect(text('<a href="https://matrix.to/#/@stranger:hs">Bob</a>')).toBe('@stranger:hs');
  expect(text('<a href="https://matrix.to/#/@at:hs">x</a>')).toBe('@nna');
  expect(text('<a href="https://matrix.to/#/!d:hs">Secrets</a> <a href="https://matrix.to/#/#x:hs">Design</a>')).toBe('#Design #x:hs');
  expect(shown('<a href="https://matrix.to/#/@bob:hs">x</a>')).not.toContain('<b>');
});

test('T105 words that name another address are gone with what was said of them', () => {
  const hostile = '<a href="https://matrix.to/#/@bob:hs">https://bank.example/login</a>';
  expect(sanitise(hostile)).toContain('linkTarget');
  expect(text(hostile).trim()).toBe('@Bob <b>');
});

test('oneself is marked; a link to a message and to a web page keep their words', () => {
  expect(shown('<a href="https://matrix.to/#/@me:hs">x</a>')).toContain('namedSelf');
  expect(shown('<a href="https://matrix.to/#/@bob:hs">x</a>')).not.toContain('namedSelf');
  expect(text('<a href="https://matrix.to/#/!d:hs/$e">this</a> <a href="https://e.org">that</a>')).toBe('this that');
});

test('who is named is found once each; other text is left as it is', () => {
  const safe =
    sanitise('<a href="https://matrix.to/#/@bob:hs">a</a> <a href="matrix:u/bob:hs">b</a> <a href="https://matrix.to/#/!d:hs">c</a>') ?? '';
  expect(usersIn(safe)).toEqual(['@bob:hs']);
  const plain = sanitise('<b>class="namedUser"</b>') ?? '';
  expect(usersIn(plain)).toEqual([]);
  expect(withPills(plain, naming)).toBe(plain);
});
