// @vitest-environment jsdom
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { leastCpuMs } from './cpuTime.fixtures.ts';
import { sanitise } from './sanitise.ts';
import { withoutStyles } from './withoutStyles.ts';

const renamed: readonly (readonly [string, string])[] = [
  ['<p style="color:red">a</p>', '<p data-style="color:red">a</p>'],
  ["<p/STYLE='x'title=1 style>", "<p/data-STYLE='x'title=1 data-style>"],
  ['<p title="a > b" style=x>', '<p title="a > b" data-style=x>'],
  ['<p title = " style=1" style = 2>', '<p title = " style=1" data-style = 2>'],
  ["</p title=\"<i x='\"><p style=1 y='>'>", "</p title=\"<i x='\"><p data-style=1 y='>'>"],
];
/** Where it stands, a parser may take any of these for tags, and what is behind for another tag than it seems. */
const leftOut: readonly (readonly [string, string])[] = [
  ['<!--<a title="--><p style=1>', '<!----><p data-style=1>'],
  ['<!--><p style=1>', '<!----><p data-style=1>'],
  ['<?x a="><p style=1>', '<!----><p data-style=1>'],
  ['</ a="><p style=1>', '<!----><p data-style=1>'],
  ['<textarea><a title="</textarea><p style=1>', '<!----><p data-style=1>'],
  ['<title></titlex><a title="</title><p style=1>', '<!----><p data-style=1>'],
  ['<style><a title="</STYLE><p style=1>', '<!----><p data-style=1>'],
  ['<math><style><p style=1></style></math>', '<math><!----></math>'],
  ['<svg><title><a title="</title><p title="x" style=1>', '<svg><!----><p title="x" data-style=1>'],
  ['<select><xmp></select><p style=1></xmp>', '<select><!---->'],
  ['<script><!--<script></script><a title="</script><p style=1>', '<!----><a title="</script><p style=1>'],
  ['<style id=a><!--', '<!---->'],
  ['<<!-- -->p style=1>', '<<!---->p style=1>'],
];
const left: readonly string[] = [
  'my style = yours',
  '<a href="https://e.org/style/x style=1">style=2</a>',
  '<p data-style=1 styles=2>',
  '<title>Of no matter to anybody</title>',
  'style </',
  '<',
  '<p',
];

const parsed = (html: string): Document => new DOMParser().parseFromString(withoutStyles(html), 'text/html');
const styled = '[style], style';

test.each(renamed)('%s: no parser finds a style attribute in it', (html, expected) => {
  expect(withoutStyles(html)).toBe(expected);
  expect(parsed(html).querySelector(styled)).toBeNull();
  expect(parsed(html).querySelector('[data-style]')).not.toBeNull();
});

test.each(leftOut)('%s: no parser finds a style in what is left of it', (html, expected) => {
  expect(withoutStyles(html)).toBe(expected);
  expect(parsed(html).querySelector(styled)).toBeNull();
});

test('however tags, comments and quotes are mixed, no parser finds a style', () => {
  const tags = ['p', 'svg', 'math', 'select', 'table', 'frameset', 'template', 'noscript', 'plaintext', 'mtext', 'foreignObject', 'x'];
  const texts = ['script', 'style', 'xmp', 'iframe', 'noembed', 'noframes', 'textarea', 'title'];
  const names = [...tags, ...texts].flatMap((name) => [`<${name}`, `<${name}>`, `</${name}`, `</${name}>`]);
  const signs = [
    '<',
    '>',
    '/',
    '"',
    "'",
    '=',
    ' ',
    '!',
    '--',
    '<!--',
    '-->',
    '--!>',
    '<!',
    '<?',
    '</',
    '<![CDATA[',
    ']]>',
    'a="',
    "a='",
    'b',
  ];
  const pieces = [...names, ...signs, ' style=1', ' style="x', "/STYLE='x'", '<p style=1>', '<style>', '</style>'];
  const mixed = fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 14 }).map((parts) => parts.join(''));
  let renamedOnes = 0;
  fc.assert(
    fc.property(mixed, (html) => {
      const document = parsed(html);
      const all = [document, ...[...document.querySelectorAll<HTMLTemplateElement>('template')].flatMap(({ content }) => content ?? [])];
      renamedOnes += all.some((part) => part.querySelector('[data-style]')) ? 1 : 0;
      expect(all.map((part) => part.querySelector(styled)?.outerHTML)).toEqual(all.map(() => undefined));
    }),
    { numRuns: 2_000, seed: 11 },
  );
  expect(renamedOnes).toBeGreaterThan(100);
});

test.each(left)('%s: is left as it is', (html) => expect(withoutStyles(html)).toBe(html));

test('64 KB of what could be read again and again takes no time', () => {
  for (const piece of ['<p style', '<p style="', "a='", '<!--style', '<xmp style ', '<a     style']) {
    const long = piece.repeat(Math.ceil(64_000 / piece.length));
    expect(
      leastCpuMs(() => withoutStyles(long)),
      piece,
    ).toBeLessThan(50);
  }
});

test('what a sender styles is shown without, its words whole', () => {
  expect(sanitise('<p style="position:fixed" class="x">Good style = <b style=color:red>calm</b></p>')).toBe(
    '<p>Good style = <b>calm</b></p>',
  );
});
