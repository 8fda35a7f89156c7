import { expect, test } from 'vitest';
import { personName } from './personName.ts';
import { longestName } from './plainText.ts';

test('a person goes by their name, and who has none by their user ID', () => {
  expect(personName('Ada', '@ada:hs.example')).toBe('Ada');
  expect(personName(null, '@ada:hs.example')).toBe('@ada:hs.example');
  expect(personName('\u202E', '\u202E')).toBe('?');
});

test('what tells two people of one name apart is not cut off with a long name', () => {
  const shown = personName(`${'A'.repeat(longestName)}a (@ada:hs.example)`, '@ada:hs.example');
  expect(shown.endsWith('… (@ada:hs.example)')).toBe(true);
  expect(personName(`${'@'.padEnd(255, 'a')}`, '@'.padEnd(255, 'a'))).toHaveLength(255);
});

test('whoever names 64 KB as the sender is called by no more than the longest name (found by npm run fuzz, seed 11, answer 200)', () => {
  const sender = '('.repeat(64_000);
  for (const name of [sender, undefined, `Ada (${sender})`, `${'A'.repeat(300)} (${sender})`])
    expect(personName(name, sender).length).toBeLessThanOrEqual(longestName);
});
