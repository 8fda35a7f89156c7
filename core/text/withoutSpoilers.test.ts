import { expect, test } from 'vitest';
import { withoutSpoilers } from './withoutSpoilers.ts';

test('what is hidden in the HTML does not stand in the words either', () => {
  expect(withoutSpoilers('It is (Spoiler: end)(a full stop)', 'It is <span data-mx-spoiler="end">a <b>full</b> stop</span>, I think')).toBe(
    'It is █████, I think',
  );
  expect(withoutSpoilers('the whole', '<span data-mx-spoiler>the whole</span>')).toBe('█████');
});

test('a text without any stays as its sender wrote it', () => {
  expect(withoutSpoilers('**plain**', '<strong>plain</strong>')).toBe('**plain**');
  expect(withoutSpoilers('plain', null)).toBe('plain');
});

test('spans within and around, tags in values, spans that nothing closes', () => {
  const inner = '<span>a</span><span data-mx-spoiler>b<span>c</span><span data-mx-spoiler>d</span>e</span>f';
  expect(withoutSpoilers('', inner)).toBe('a█████f');
  expect(withoutSpoilers('', 'a<span title=">" data-mx-spoiler="</span>">b</span>c')).toBe('a█████c');
  expect(withoutSpoilers('', 'a<SPAN DATA-MX-SPOILER>b')).toBe('a█████');
  expect(withoutSpoilers('', 'a<span data-mx-spoiler')).toBe('a█████');
});

test('lines, letters that HTML writes otherwise, and the quotation of a reply', () => {
  const html =
    '<mx-reply><blockquote>old</blockquote></mx-reply><p>1 &lt; 2 &amp; &#65;&#x42;&bogus;</p><p><span data-mx-spoiler>x</span></p>';
  expect(withoutSpoilers('', html)).toBe('1 < 2 & AB&bogus;\n█████');
});

test('takes no longer than its length, whatever it is', () => {
  const bits = ['<', '<span ', '<a "', '<span data-mx-spoiler>', '</span>', '&#', '&'];
  for (const bit of bits) {
    const began = performance.now();
    withoutSpoilers('', `<span data-mx-spoiler>${bit.repeat(60_000 / bit.length)}`);
    expect(performance.now() - began, bit).toBeLessThan(1_000);
  }
});
