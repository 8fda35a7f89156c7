import { expect, test } from 'vitest';
import { maxRecent, readRecentEmoji, withUse } from './recentEmoji.ts';

test('the list of the specification is read, and the pairs that Element kept; what is none is left out', () => {
  expect(
    readRecentEmoji({ recent_emoji: [{ emoji: '🎉', total: 3 }, { emoji: '👍️' }, { emoji: 7 }, null, { emoji: '🎉', total: 9 }] }),
  ).toEqual([
    { emoji: '🎉', total: 3 },
    { emoji: '👍️', total: 1 },
  ]);
  expect(readRecentEmoji({ recent_emoji: [['🔥', 5], ['', 1], ['x'.repeat(65), 1], 'y'] })).toEqual([{ emoji: '🔥', total: 5 }]);
  for (const nothing of [undefined, null, {}, { recent_emoji: {} }, { recent_emoji: 'x' }]) expect(readRecentEmoji(nothing)).toEqual([]);
});

test('what is used comes to the front and counts one more; a hundred are kept', () => {
  const two = withUse(withUse([], '🎉'), '🔥');
  expect(withUse(two, '🎉')).toEqual([
    { emoji: '🎉', total: 2 },
    { emoji: '🔥', total: 1 },
  ]);
  let many = two;
  for (let number = 0; number < 200; number += 1) many = withUse(many, `e${number}`);
  expect(many).toHaveLength(maxRecent);
  expect(many[0]).toEqual({ emoji: 'e199', total: 1 });
});
