import { expect, test } from 'vitest';
import { updatesFile } from './markBuild.mjs';

test('T51 where updates lie is one place, by https, or none', () => {
  expect(updatesFile(null)).toBeNull();
  expect(updatesFile(undefined)).toBeNull();
  expect(updatesFile([])).toBeNull();
  expect(updatesFile({ provider: 'generic', url: 'https://updates.example.org/' })).toBe('{"feed":"https://updates.example.org/"}\n');
  expect(updatesFile([{ provider: 'generic', url: 'https://updates.example.org/' }])).toBe('{"feed":"https://updates.example.org/"}\n');
  for (const wrong of [
    { provider: 'generic', url: 'http://updates.example.org/' },
    { provider: 'github' },
    [
      { provider: 'generic', url: 'https://a.example/' },
      { provider: 'generic', url: 'https://b.example/' },
    ],
  ]) {
    expect(() => updatesFile(wrong)).toThrow('publish');
  }
});
