import { expect, test } from 'vitest';
import { leastCpuMs } from './cpuTime.fixtures.ts';
import { costsTooMuch } from './parseCost.ts';

const times = (count: number, make: (n: number) => string): string => Array.from({ length: count }, (_, n) => make(n)).join('');

test('S-2 what a parser would turn into far more than was written is not parsed', () => {
  const bombs = {
    reopened: times(500, (n) => `<b id=${n}>`) + times(500, () => '<p>x'),
    reopenedInOne: `<p>${times(300, (n) => `<font color=c${n}>`)}</p>${times(300, () => '<p>x</p>')}`,
    tags: '<b>'.repeat(20_000),
    brackets: '<'.repeat(60_000),
    attributes: `<b ${times(20_000, (n) => `a${n} `)}>x</b>`,
    quoteThatIsNone: `<b " >${times(500, (n) => `<b id=${n}>`)}${times(500, () => '<p>x')}`,
    tables: `${'<table><tr><td>'.repeat(90)}x`,
    cells: `<table>${times(300, () => '<tr><td>1<th>2')}</table>`,
    lists: `${'<ul><li>'.repeat(99)}x`,
  };
  for (const [name, html] of Object.entries(bombs)) expect([name, costsTooMuch(html)]).toEqual([name, true]);
});

test('what people write is', () => {
  const fine = [
    times(300, (n) => `<p><strong>${n}</strong> and <em>more</em></p>`),
    `<ul>${times(300, (n) => `<li><a href="https://example.org/?a=${n}&amp;b='>'">x</a></li>`)}</ul>`,
    `<table>${times(100, () => '<tr><td>1</td><td><b>2</b></td><td>3</td></tr>')}</table>`,
    `<pre><code>${'if (a &lt; b) { }\n'.repeat(3_000)}</code></pre>`,
    '<blockquote>'.repeat(20) + 'x',
    'a < b and b > c',
    '',
  ];
  for (const html of fine) expect([html.slice(0, 40), costsTooMuch(html)]).toEqual([html.slice(0, 40), false]);
});

test('S-2 the look at it takes time in proportion to the text', () => {
  for (const part of ['<b ', '<b a="', "<a href='>", '<!--', '</', '= "', '<p =', '< ', 'x']) {
    // Ten times the text would take a hundred times as long where each character meant another look at all of them; a fast one is not told
    // from noise.
    const [little = 0, much = 0] = [64_000, 640_000].map((length) =>
      leastCpuMs(() => costsTooMuch(part.repeat(Math.ceil(length / part.length)).slice(0, length))),
    );
    expect(much).toBeLessThan(50 + 30 * little);
  }
});
