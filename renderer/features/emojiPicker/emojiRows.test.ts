import { expect, test } from 'vitest';
import { findEmoji, inTone, loadEmoji, type Emoji } from '../emoji/emoji.ts';
import { cellAt, moved, rowsOf } from './emojiRows.ts';

const { emojiByGroup, emojiList } = await loadEmoji();

const found = (text: string): string | undefined => findEmoji(emojiList, text)[0]?.emoji;

test('the list holds all of Unicode, each in a group, and none twice', () => {
  expect(emojiList.length).toBeGreaterThan(1_800);
  expect(new Set(emojiList.map(({ emoji }) => emoji)).size).toBe(emojiList.length);
  expect([...emojiByGroup.values()].map((group) => group.length > 80)).toEqual(Array(9).fill(true));
  // As other clients send them: else the same reaction is counted twice.
  expect(emojiList.filter(({ emoji }) => ['👍️', '❤️', '🎉'].includes(emoji))).toHaveLength(3);
});

test('found by code, by name, by what it is known by; the whole code first', () => {
  expect(found(':tada:')).toBe('🎉');
  expect(found('tada')).toBe('🎉');
  expect(found('Red heart')).toBe('❤️');
  expect(findEmoji(emojiList, 'hooray').map(({ emoji }) => emoji)).toContain('🎉');
  expect(found('🔥')).toBe('🔥');
  expect(findEmoji(emojiList, 'zzzz')).toEqual([]);
  expect(findEmoji(emojiList, '', 5)).toEqual(emojiList.slice(0, 5));
});

test('skins: one emoji in five, from light to dark; what has none stays', () => {
  const hand = emojiList.find(({ emoji }) => emoji === '👋') as Emoji;
  expect([0, 1, 5].map((tone) => inTone(hand, tone))).toEqual(['👋', '👋🏻', '👋🏿']);
  const party = emojiList.find(({ emoji }) => emoji === '🎉') as Emoji;
  expect(inTone(party, 3)).toBe('🎉');
});

test('arrows go through the lines of nine, over the names of the groups, and stop at the edges', () => {
  const rows = rowsOf([
    { is: 'recent', emoji: emojiList.slice(0, 3) },
    { is: 'found', emoji: [] },
    { is: 'smileys', emoji: emojiList.slice(3, 15) },
  ]);
  expect(rows.map((row) => (row.is === 'head' ? row.of : row.emoji.length))).toEqual(['recent', 3, 'smileys', 9, 3]);
  expect(moved(rows, 1, 'ArrowDown')).toBe(4);
  expect(moved(rows, 4, 'ArrowUp')).toBe(1);
  expect(moved(rows, 10, 'ArrowUp')).toBe(2);
  expect(moved(rows, 10, 'ArrowDown')).toBe(14);
  expect(moved(rows, 14, 'ArrowDown')).toBe(14);
  expect(moved(rows, 0, 'ArrowLeft')).toBe(0);
  expect(moved(rows, 14, 'ArrowRight')).toBe(14);
  expect(moved(rows, 2, 'ArrowRight')).toBe(3);
  expect(cellAt(rows, 3)).toBe(emojiList[3]);
  expect(cellAt(rows, 15)).toBeNull();
  expect(moved([], 3, 'ArrowDown')).toBe(0);
});
