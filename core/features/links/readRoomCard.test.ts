import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readRoomCard } from './readRoomCard.ts';

const whole = {
  room_id: '!a:b',
  name: 'Harbour',
  topic: 'Boats',
  num_joined_members: 7,
  join_rule: 'public',
  world_readable: false,
  guest_can_join: false,
};

test('the card of a room says what the server says', () => {
  expect(readRoomCard('#h:b', whole)).toEqual({
    room: '#h:b',
    roomId: '!a:b',
    name: 'Harbour',
    topic: 'Boats',
    memberCount: 7,
    isSpace: false,
    entry: 'open',
    isBanned: false,
    hasKnocked: false,
  });
  expect(readRoomCard('!a:b', { ...whole, room_type: 'm.space', join_rule: 'knock', membership: 'ban' })).toMatchObject({
    isSpace: true,
    entry: 'knock',
    isBanned: true,
    hasKnocked: false,
  });
  for (const [rule, entry] of [
    ['invite', 'invite'],
    ['private', 'invite'],
    ['restricted', 'unknown'],
    [undefined, 'unknown'],
    ['__proto__', 'unknown'],
  ])
    expect(readRoomCard('!a', { ...whole, join_rule: rule }).entry).toBe(entry);
});

test('T62 T34 names and topics of strangers act on nothing around them', () => {
  const card = readRoomCard('!a', { ...whole, name: 'evil\u202E\u0000room', topic: `a\n\n\u2066b${'x'.repeat(5_000)}` });
  expect(card.name).toBe('evilroom');
  expect(card.topic).toMatch(/^a bx+…$/);
  expect(card.topic?.length).toBeLessThanOrEqual(1_000);
});

test('T62 an answer of any shape is a card of what is right in it', () => {
  const bare = {
    room: '!a',
    roomId: null,
    name: null,
    topic: null,
    memberCount: null,
    isSpace: false,
    entry: 'unknown',
    isBanned: false,
    hasKnocked: false,
  };
  for (const answer of [null, [], 'x', {}, { room_id: 7, name: {}, topic: [], num_joined_members: -1, room_type: {}, join_rule: [] }])
    expect(readRoomCard('!a', answer)).toEqual(bare);
  fc.assert(
    fc.property(
      fc.record({
        room_id: fc.anything(),
        name: fc.anything(),
        topic: fc.anything(),
        num_joined_members: fc.anything(),
        join_rule: fc.anything(),
      }),
      (answer) => {
        const { roomId, name, memberCount } = readRoomCard('!a', answer);
        expect(
          [null, 'string'].includes(roomId === null ? null : typeof roomId) && name !== '' && (memberCount === null || memberCount >= 0),
        ).toBe(true);
      },
    ),
  );
});
