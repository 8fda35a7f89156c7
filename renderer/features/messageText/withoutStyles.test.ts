// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { leastCpuMs } from './cpuTime.fixtures.ts';
import { sanitise } from './sanitise.ts';
import { withoutStyles } from './withoutStyles.ts';

const renamed: readonly (readonly [string, string])[] = [
  ['<p style="color:red">a</p>', '<p data-style="color:red">a</p>'],
  ["<p/STYLE='x'title=1 style>", "<p/data-STYLE='x'title=1 data-style>"],
  ['<p title="a > b" style=x>', '<p title="a > b" data-style=x>'],
  ['<p title = " style=1" style = 2>', '<p title = " style=1" data-style = 2>'],
  ['<!--<a title="--><p style=1>', '<!--<a title="--><p data-style=1>'],
  ['<!--><p style=1>', '<!--><p data-style=1>'],
  ['<textarea><a title="</textarea><p style=1>', '<textarea><a title="</textarea><p data-style=1>'],
  ['<style><a title="</STYLE><p style=1>', '<style><a title="</STYLE><p data-style=1>'],
];
const left: readonly string[] = [
  'my style = yours',
  '<a href="https://e.org/style/x style=1">style=2</a>',
  '<style>p { color: red }</style>',
  '<p data-style=1 styles=2>',
  '</p style=1>',
  '<',
  '<p',
  '<!--',
];

test.each(renamed)('%s: no parser finds a style attribute in it', (html, expected) => {
  expect(withoutStyles(html)).toBe(expected);
  const parsed = new DOMParser().parseFromString(withoutStyles(html), 'text/html');
  expect(parsed.querySelector('[style]')).toBeNull();
  expect(parsed.querySelector('[data-style]')).not.toBeNull();
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
