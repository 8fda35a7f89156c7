import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { colourCode } from './colourCode.ts';
import { colouredLanguages, isColoured, languageName } from './languages.ts';

const plain = (pieces: ReturnType<typeof colourCode>): string => (pieces ?? []).map(([text]) => text).join('');

test('every language that has a name here has a grammar, and the other way round nothing is coloured', () => {
  expect(colouredLanguages.size).toBeGreaterThan(60);
  for (const language of colouredLanguages.keys()) expect(colourCode('a', language), language).not.toBeNull();
  expect(colourCode('a', 'brainfuck')).toBeNull();
  expect(isColoured('brainfuck')).toBe(false);
  expect(languageName('brainfuck')).toBe('brainfuck');
  expect(languageName('rs')).toBe('Rust');
});

describe('what a piece is', () => {
  test('words, types, names, strings, numbers and comments of TypeScript', () => {
    const pieces = colourCode("// why\nconst lamp: string = 'lit' + 42;\nfunction turn() {}", 'ts');
    expect(pieces).toContainEqual(['// why', 'comment']);
    expect(pieces).toContainEqual(['const', 'word']);
    expect(pieces).toContainEqual(['string', 'type']);
    expect(pieces).toContainEqual(["'lit'", 'string']);
    expect(pieces).toContainEqual(['42', 'number']);
    expect(pieces).toContainEqual(['turn', 'name']);
  });

  test('what is put into a string is code again, and a language within another keeps its colours', () => {
    expect(colourCode('`a${1}b`', 'js')).toContainEqual(['1', 'number']);
    expect(colourCode('<script>let lamp = 1;</script>', 'html')).toContainEqual(['let', 'word']);
  });

  test('lines that came and went', () => {
    expect(colourCode('+lit\n-dark', 'diff')).toEqual([
      ['+lit', 'added'],
      ['\n', null],
      ['-dark', 'gone'],
    ]);
  });
});

test('no letter is lost or added, whatever the text is', () => {
  let seen = 0;
  fc.assert(
    fc.property(fc.constantFrom(...colouredLanguages.keys()), fc.string({ maxLength: 120, unit: 'grapheme' }), (language, text) => {
      seen += 1;
      expect(plain(colourCode(text, language))).toBe(text);
    }),
    { numRuns: 400 },
  );
  expect(seen).toBe(400);
});
