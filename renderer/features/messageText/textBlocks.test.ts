import { expect, test } from 'vitest';
import { hasLongRun, textBlocks } from './textBlocks.ts';

test('S-2 a run without spaces, or of nothing but turns, is laid out in short blocks; no letter is lost', () => {
  for (const text of ['[]('.repeat(20_000), '😀'.repeat(20_000), ')'.repeat(60_000)]) {
    const blocks = textBlocks(text, 'plain');
    expect(blocks.join('')).toBe(text);
    expect(Math.max(...blocks.map((block) => block.length))).toBeLessThanOrEqual(500);
  }
  expect(Math.max(...textBlocks('ש a '.repeat(15_000), 'flat').map((block) => block.length))).toBeLessThanOrEqual(500);
});

test('lines that people write stay whole', () => {
  const paragraph = 'the quick brown fox '.repeat(400);
  expect(textBlocks(paragraph, 'plain')).toEqual([paragraph]);
  expect(textBlocks(`short\n\n${paragraph}\nend`, 'plain')).toEqual(['short\n', paragraph, 'end']);
  expect(textBlocks('short', 'plain')).toEqual(['short']);
  const hebrew = textBlocks('שלום עולם '.repeat(1_000), 'mixed');
  expect(hebrew.join('')).toBe('שלום עולם '.repeat(1_000));
  for (const block of hebrew) expect(block).toMatch(/^(שלום |עולם )+$/);
  const lines = 'a line\n'.repeat(2_000);
  expect(textBlocks(lines, 'plain').join('\n')).toBe(lines);
});

test('what is longer than any address is a long run', () => {
  expect(hasLongRun('word '.repeat(10_000))).toBe(false);
  expect(hasLongRun(`word ${'x'.repeat(501)}`)).toBe(true);
});
