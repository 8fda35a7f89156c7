import type { RoomMember } from 'matrix-js-sdk/lib/models/room-member.js';
import { expect, test } from 'vitest';
import { FakeLog } from '../FakeLog.ts';
import { membersOf } from './joinedMembers.sdk.ts';

const member = (userId: unknown, more: object = {}): RoomMember =>
  ({ userId, name: 'Bob', membership: 'join', powerLevel: 0, ...more }) as unknown as RoomMember;

test('K9 a member of the wrong kind costs itself only', () => {
  const throws = {
    userId: '@eve:hs',
    get membership(): string {
      throw new Error('bad');
    },
  } as unknown as RoomMember;
  const log = new FakeLog();
  const members = [
    member('@a:hs', { name: { evil: 1 } }),
    throws,
    member(7),
    member('@b:hs', { name: '\u202Enimda', powerLevel: '100' }),
    member('@c:hs', { membership: 'elsewhere' }),
    member('@d:hs', { name: 'n'.repeat(60_000) }),
  ];
  const shown = membersOf({ getMembers: () => members }, log);
  expect(shown.map(({ id }) => id).sort()).toEqual(['@a:hs', '@b:hs', '@d:hs']);
  expect(shown.find(({ id }) => id === '@a:hs')?.name).toBe('@a:hs');
  expect(shown.find(({ id }) => id === '@b:hs')).toMatchObject({ name: 'nimda', powerLevel: 100 });
  expect(shown.find(({ id }) => id === '@d:hs')?.name.length).toBeLessThan(300);
  expect(log.lines).toHaveLength(1);
});
