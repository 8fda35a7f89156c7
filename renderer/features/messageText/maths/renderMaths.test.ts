// @vitest-environment jsdom
import { describe, expect, test } from 'vitest';
import { leastCpuMs } from '../cpuTime.fixtures.ts';
import { renderMaths } from './renderMaths.ts';

const drawn = (tex: string, isBlock = false): string => renderMaths(tex, isBlock)?.outerHTML ?? 'nothing';

test('TeX becomes MathML: fractions, roots, matrices, lines of a proof', () => {
  expect(drawn('\\frac{a}{b}')).toContain('<mfrac><mi>a</mi><mi>b</mi></mfrac>');
  expect(drawn('\\sqrt{x^2}')).toContain('<msqrt>');
  expect(drawn('\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}')).toContain('<mtable>');
  expect(drawn('\\begin{align}a&=b\\\\c&=d\\end{align}', true)).toContain('<mtable');
  expect(drawn('x', true)).toContain('display="block"');
});

describe('what may never come through', () => {
  const refused = [
    '\\href{javascript:alert(1)}{x}',
    '\\url{https://evil.example}',
    '\\includegraphics[width=1em]{https://evil.example/x.png}',
    '\\class{dialog}{x}',
    '\\id{app}{x}',
    '\\style{position:fixed}{x}',
    '\\frac{',
    '',
  ];
  test.each(refused)('%s', (tex) => expect(drawn(tex)).toBe('nothing'));

  test('colours, and lengths that reach over other messages', () => {
    for (const tex of ['\\color{red}{x}', '\\colorbox{#fff}{x}', '\\rule{9999em}{9999em}', '\\kern9999em x', '\\hspace{-9999em}x']) {
      const html = drawn(tex);
      expect(html, tex).toContain('<math');
      expect(html, tex).not.toMatch(/color|background|margin|9999/);
    }
    expect(drawn('\\raisebox{999em}{x}')).toMatch(/voffset="10em"/);
  });
});

describe('T95 what takes long is not drawn', () => {
  const expands = (from: string, to: string, depth = 12): string =>
    `${Array.from({ length: depth }, (_, n) => `\\def\\x${String.fromCharCode(97 + n)}{${`\\x${String.fromCharCode(98 + n)}`.repeat(9)}}`).join('')}${from}${to}`;
  const endless = [
    '\\newcommand{\\a}{\\a\\a}\\a',
    '\\def\\a{\\b}\\def\\b{\\a}\\a',
    expands('\\xa', ''),
    `\\begin{matrix}${'&'.repeat(970)}\\end{matrix}`,
    'x'.repeat(1_001),
    '\\frac{1}{'.repeat(90) + 'x' + '}'.repeat(90),
    '\\sqrt{'.repeat(120) + 'x' + '}'.repeat(120),
    '{'.repeat(990),
  ];
  test.each(endless)('%.40s', (tex) => {
    let html = '';
    expect(leastCpuMs(() => (html = drawn(tex)), 1)).toBeLessThan(1_000);
    expect(html).toBe('nothing');
  });

  test('and what one message defines, no other sees', () => {
    expect(drawn('\\gdef\\sin{evil}\\newcommand{\\mine}{1}\\mine')).toContain('<math');
    expect(drawn('\\sin x')).not.toContain('e</mi><mi>v');
    expect(drawn('\\mine')).toBe('nothing');
  });
});
