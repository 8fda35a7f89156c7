import { expect, test } from 'vitest';
import type { RoomSummary } from '../../../core/features/rooms/model.ts';
import { matchRooms } from './matchRooms.ts';

const room = (name: string): RoomSummary => ({
  id: `!${name}`,
  name,
  membership: 'join',
  isDirect: false,
  isEncrypted: true,
  preview: { kind: 'none' },
  lastActiveTs: 0,
  unreadCount: 0,
  mentionCount: 0,
  hasDraft: false,
});
const rooms = ['Community garden', 'Design', 'Jonas Weber', 'Köln Meetup', 'Old designs'].map(room);
const found = (text: string): string[] => matchRooms(rooms, text).map(({ name }) => name);

test('the beginning of the name beats the beginning of a word beats the middle', () => {
  expect(found('des')).toEqual(['Design', 'Old designs']);
  expect(found('esi')).toEqual(['Design', 'Old designs']);
});

test('case and accents do not matter, and letters may be left out', () => {
  expect(found('KOLN')).toEqual(['Köln Meetup']);
  expect(found('jwb')).toEqual(['Jonas Weber']);
});

test('nothing typed shows all in the order of the list; nonsense shows none', () => {
  expect(found('  ')).toEqual(rooms.map(({ name }) => name));
  expect(found('zzz')).toEqual([]);
});
