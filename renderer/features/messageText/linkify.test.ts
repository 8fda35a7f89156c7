import { describe, expect, test } from 'vitest';
import { leastCpuMs } from './cpuTime.fixtures.ts';
import { linkify } from './linkify.ts';

const links = (text: string): string[] => linkify(text).flatMap((piece) => (piece.is === 'link' ? [piece.url] : []));

test('finds web addresses and leaves the sentence its marks', () => {
  expect(links('See https://example.org/a?b=c#d, and http://b.example.')).toEqual(['https://example.org/a?b=c#d', 'http://b.example']);
  expect(links('(https://example.org/wiki/A_(b)) “https://c.example”!')).toEqual(['https://example.org/wiki/A_(b)', 'https://c.example']);
});

test('makes no link of other schemes, or of nothing', () => {
  expect(links('javascript:alert(1) file:///etc mailto:a@b data:x https:// http')).toEqual([]);
});

test('loses no text', () => {
  const text = 'a https://x.example, b\nhttps://y.example c';
  expect(
    linkify(text)
      .map((piece) => piece.text)
      .join(''),
  ).toBe(text);
});

describe('S-2 any text of 64 KB', () => {
  const full = (part: string): string => part.repeat(Math.ceil(65_536 / part.length)).slice(0, 65_536);
  const worst = {
    brackets: `https://a.example/${full(')')}`,
    pairs: `https://a.example/${full('()')}`,
    mixed: `https://a.example/${full('](}')}`,
    dots: `https://a.example/${full('.')}`,
    links: full('https://a.example/) '),
    halves: full('https://'),
    schemes: full('http://http://'),
    at: full('@'),
    users: `https://${full('a@')}`,
    colons: `https://${full(':')}`,
    plain: full('a'),
    spaces: full(' '),
    emoji: full('😀'),
  };

  test.each(Object.entries(worst))('%s: no text is lost, and ten times as much takes ten times as long', (_name, text) => {
    expect(
      linkify(text)
        .map((piece) => piece.text)
        .join(''),
    ).toBe(text);
    const [little = 0, much = 0] = [text, text.repeat(10)].map((one) => leastCpuMs(() => linkify(one)));
    // Quadratic work would take a hundred times as long; little of it is not told from noise.
    expect(much).toBeLessThan(50 + 30 * little);
  });
});

test('what cannot be seen ends an address', () => {
  expect(links('https://a.example/x\u202Egpj.exe and https://b.example/\u200Bx')).toEqual(['https://a.example/x', 'https://b.example/']);
});

test('an address that main would not open is no link; of very many, the first', () => {
  expect(links(`https://a.example/${'x'.repeat(5_000)}`)).toEqual([]);
  expect(links('https://a.example '.repeat(500))).toHaveLength(200);
});

test('T62 a link into Matrix in plain text is one, a word with a colon is not', () => {
  const found = linkify('Come to matrix:r/harbour:hs.test, or ask matrix:u/bob:hs.test.');
  expect(found.filter((piece) => piece.is === 'link').map((piece) => piece.text)).toEqual([
    'matrix:r/harbour:hs.test',
    'matrix:u/bob:hs.test',
  ]);
  expect(linkify('the matrix: a table').every((piece) => piece.is === 'text')).toBe(true);
});
