// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { lossWords } from './lossWords.ts';

test('names only what would be lost', () => {
  expect(lossWords({ unsentCount: 0, encryptedRoomCount: 4, keysBackedUp: true })).toEqual([]);
  expect(lossWords({ unsentCount: 0, encryptedRoomCount: 0, keysBackedUp: false })).toEqual([]);
  const both = lossWords({ unsentCount: 1, encryptedRoomCount: 4, keysBackedUp: false });
  expect(both.map(({ what }) => what)).toEqual(['One message has not been sent', 'Keys of 4 encrypted rooms are not backed up']);
});
