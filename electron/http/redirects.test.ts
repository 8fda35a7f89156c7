import { expect, test } from 'vitest';
import { mayGoOn } from './redirects.ts';

test.each([
  ['https://a.test/', 'https://a.test/', true],
  ['https://a.test/', 'https://b.test/', true],
  ['https://a.test/', 'http://b.test/', false],
  ['https://a.test/', 'http://127.0.0.1:631/', false],
  ['https://a.test/', 'https://localhost/', false],
  ['https://a.test/', 'https://10.0.0.1/', false],
  ['http://127.0.0.1:1/', 'http://127.0.0.1:2/', true],
  ['http://127.0.0.1:1/', 'https://a.test/', true],
  ['http://127.0.0.1:1/', 'http://a.test/', false],
])('T45 from %s to %s: %s', (first, next, may) => {
  expect(mayGoOn(new URL(first), new URL(next))).toBe(may);
});
