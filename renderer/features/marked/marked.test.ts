import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linkTo, markUp, mentionsIn, readMarked } from './marked.ts';

const bob = { text: '@Bob', href: linkTo('@bob:hs') };
const bobby = { text: '@Bob by_the*sea]', href: linkTo('@bobby:hs') };
const room = { text: '#Design (old)', href: linkTo('!abc:hs', 'hs') };

test('a mention is kept as a link and seen as its name', () => {
  const kept = markUp('so @Bob, and @Bob by_the*sea] in #Design (old)?', [bob, bobby, room]);
  expect(kept).toBe(
    'so [@Bob](https://matrix.to/#/@bob:hs), and [@Bob by\\_the\\*sea\\]](https://matrix.to/#/@bobby:hs) in [#Design \\(old\\)](https://matrix.to/#/!abc:hs?via=hs)?',
  );
  expect(readMarked(kept)).toEqual({ text: 'so @Bob, and @Bob by_the*sea] in #Design (old)?', mentions: [bob, bobby, room] });
});

test('a name that is part of another word is none', () => {
  for (const text of ['@Bobs', 'me@Bob', '@@Bob', '@Bo', 'x/@Bob', '']) expect(markUp(text, [bob]), text).toBe(text);
  expect(markUp('@Bob’s', [bob])).toBe(`[@Bob](${bob.href})’s`);
});

test('what is read back is what was written, whatever it was', () => {
  const names = ['@Bob', '@B_b', '#x y', '@[z]', '@a\\', "@o'n(e)", '@ü'];
  const mentions = names.map((text, index) => ({ text, href: linkTo(`@u${index}:hs`) }));
  const pieces = fc.array(
    fc.constantFrom(...names, ' ', '\n', 'x', '`', '*', '[', ']', '(', ')', '\\', '@', '#', '](', 'https://matrix.to/#/'),
    {
      maxLength: 12,
    },
  );
  let withMentions = 0;
  fc.assert(
    fc.property(pieces, (parts) => {
      const text = parts.join('');
      const kept = markUp(text, mentions);
      if (kept !== text) withMentions += 1;
      expect(readMarked(kept).text).toBe(text);
    }),
    { numRuns: 2_000, seed: 5 },
  );
  expect(withMentions).toBeGreaterThan(500);
});

test('whom a sent message mentions is read from its HTML', () => {
  const html = `<p>hi <a href="${bob.href}">@Bob &lt;3 &amp; co</a> <a href="https://e.org">@x</a> <a href="${linkTo('@y:hs')}">y</a></p>`;
  expect(mentionsIn(html)).toEqual([{ text: '@Bob <3 & co', href: bob.href }]);
  expect(mentionsIn(null)).toEqual([]);
});

test('a megabyte with mentions takes no time', () => {
  const text = 'word @Bob '.repeat(100_000);
  const began = performance.now();
  expect(readMarked(markUp(text, [bob, bobby])).text).toBe(text);
  expect(performance.now() - began).toBeLessThan(2_000);
});
