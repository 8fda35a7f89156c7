import { expect, test } from 'vitest';
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
  expect(linkify(text).map((piece) => piece.text).join('')).toBe(text);
});
