import { expect, test } from 'vitest';
import type { RoomSummary } from '../../core/features/rooms/model.ts';
import { lossPreview } from './lossPreview.ts';

const room = (id: `!${string}`, more: Partial<RoomSummary>): RoomSummary => ({
  id,
  name: id,
  membership: 'join',
  isDirect: false,
  isEncrypted: true,
  preview: { kind: 'none' },
  lastActiveTs: 1,
  unreadCount: 0,
  mentionCount: 0,
  hasDraft: false,
  ...more,
});
const rooms = [room('!a', {}), room('!b', {}), room('!c', { isEncrypted: false }), room('!d', { membership: 'invite' })];

test('F4 what would be lost is the encrypted rooms that people are in; what opens their keys is known once the backup has been looked at', () => {
  const counts = { unsentCount: 2, encryptedRoomCount: 2 };
  expect(lossPreview(rooms, 2, null)).toEqual({ ...counts, keysOpenedBy: 'none', waitingKeys: null });
  expect(lossPreview(rooms, 2, { is: 'off' })).toEqual({ ...counts, keysOpenedBy: 'none', waitingKeys: null });
  expect(lossPreview(rooms, 2, { is: 'on', opens: 'recoveryKey', waiting: 7 })).toEqual({
    ...counts,
    keysOpenedBy: 'recoveryKey',
    waitingKeys: 7,
  });
});
