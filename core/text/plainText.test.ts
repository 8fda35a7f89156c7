import { describe, expect, test } from 'vitest';
import { plainLine, plainName, plainText } from './plainText.ts';

describe('names of strangers', () => {
  test('hold nothing that acts on what stands beside them', () => {
    expect(plainName('\u202Eevil\u202C gpj.exe', 'x')).toBe('evil gpj.exe');
    expect(plainName('a\u2066b\u2069c\u200Fd\u061Ce', 'x')).toBe('abcde');
    expect(plainName('a\u200Bd\u00ADm\u2060in\uFEFF', 'x')).toBe('admin');
    expect(plainName('a\u0000b\u001Bc\u009Bd', 'x')).toBe('abcd');
    expect(plainName('two\nlines\tand\u2028more', 'x')).toBe('two lines and more');
    expect(plainName('a\u{E0041}\u{E0042}', 'x')).toBe('a');
  });

  test('stay what they are where they are only unusual', () => {
    for (const name of [
      'Зоя',
      'شيرين',
      'می\u200Cخواهم',
      '👩\u200D👩\u200D👧',
      '🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}',
      '❤\uFE0F',
      'Nguyễn',
      '=)',
      'हिन्दी',
    ]) {
      expect(plainName(name, 'x')).toBe(name);
    }
  });

  test('are replaced where there is nothing to see, or no text', () => {
    for (const name of ['', '   ', '\u200B\u200D', '\u3164', '\u202E', '\u0301', 7, null, undefined, {}, ['a'], { toString: () => 'a' }])
      expect(plainName(name, '@a:b')).toBe('@a:b');
  });

  test('are cut, and no letter is cut in two; marks do not pile up', () => {
    expect(plainName('n'.repeat(65_000), 'x')).toBe(`${'n'.repeat(199)}…`);
    expect(plainName('😀'.repeat(500), 'x')).toMatch(/^(😀)+…$/u);
    expect(plainName(`Z${'\u0336'.repeat(400)}algo`, 'x')).toBe(`Z${'\u0336'.repeat(4)}algo`);
    expect(plainLine('😀😀😀', 5)).toBe('😀😀…');
  });
});

test('a text keeps its lines and the marks that people type, and loses what cannot be seen', () => {
  expect(plainText('one\r\ntwo\n\n\tthree\u2028four')).toBe('one\ntwo\n\n\tthree\nfour');
  expect(plainText('\u202Egpj.exe\u202C \u200B\u0007x')).toBe('gpj.exe x');
  expect(plainText('שלום\u200F!')).toBe('שלום\u200F!');
  expect(plainText(`a${'\u0301'.repeat(60_000)}`)).toHaveLength(9);
});
