import { expect, test } from 'vitest';
import { indexPage } from './indexPage.ts';

test('a row a screen with its four pictures, the wrong ones first, what is wrong in words and never as markup', () => {
  const html = indexPage([
    { name: 'signIn', wrong: [] },
    { name: 'home', wrong: ['error: <b>boom</b>'] },
  ]);
  expect(html.match(/<img /g)).toHaveLength(8);
  expect(html).toContain('src="signIn-1600-dark.png"');
  expect(html.indexOf('id="home"')).toBeLessThan(html.indexOf('id="signIn"'));
  expect(html).not.toContain('<b>');
});
