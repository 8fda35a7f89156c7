import { expect, test } from 'vitest';
import { askedAt } from './askedAt.ts';

const asked = (text: string) => {
  const found = askedAt(text, text.length);
  return found && [found.is, found.text, found.from];
};

test('a sign at the beginning of a word asks for what it begins', () => {
  expect(asked('@')).toEqual(['person', '', 0]);
  expect(asked('so @bo')).toEqual(['person', 'bo', 3]);
  expect(asked('(@zoë')).toEqual(['person', 'zoë', 1]);
  expect(asked('see #des')).toEqual(['room', 'des', 4]);
  expect(asked('oh :ta')).toEqual(['emoji', 'ta', 3]);
  expect(asked('/jo')).toEqual(['command', 'jo', 0]);
  expect(asked('one\n@b')).toEqual(['person', 'b', 4]);
});

test('addresses, times, headings and paths ask for nothing', () => {
  for (const text of ['', 'a@b', '10:30', ': ', ':a', '# heading', '#', '@a b', 'x /jo', '/join ', '/etc/pa', 'see http://x', 'me@x.org'])
    expect(asked(text), text).toBeNull();
  expect(askedAt('@bob is here', 12)).toBeNull();
  expect(askedAt('@bob is here', 3)).toEqual({ is: 'person', from: 0, text: 'bo' });
});

test('within code nothing is completed; behind it again', () => {
  for (const text of ['`@bo', 'a ` @bo', '```\n@bo', '```js\nx\n@bo', 'a\n```\n@bo']) expect(asked(text), text).toBeNull();
  for (const text of ['`x` @bo', '```\nx\n```\n@bo', 'a\n```\nx\n```\n@bo']) expect(asked(text)?.[1], text).toBe('bo');
});

test('a megabyte takes no time', () => {
  const long = 'word '.repeat(200_000);
  const began = performance.now();
  for (let turn = 0; turn < 20; turn += 1) expect(askedAt(`${long}@bo`, long.length + 3)?.text).toBe('bo');
  expect(performance.now() - began).toBeLessThan(2_000);
});
