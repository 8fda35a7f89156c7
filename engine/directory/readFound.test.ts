import { describe, expect, test } from 'vitest';
import { byNearness, maxFound, readFoundPeople, readFoundRooms } from './readFound.ts';

describe('people whom the server found', () => {
  test('one bad result costs itself only; names are plain', () => {
    const answer = {
      limited: true,
      results: [
        null,
        { user_id: 7 },
        { user_id: '@a:b.c', display_name: 'Ai\u202eko' },
        { user_id: 'nobody' },
        { user_id: '@x:b.c', display_name: {} },
      ],
    };
    expect(readFoundPeople(answer)).toEqual({
      people: [
        { userId: '@a:b.c', name: 'Aiko' },
        { userId: '@x:b.c', name: '@x:b.c' },
      ],
      more: true,
    });
  });

  test('an answer of another kind, and one that is too long', () => {
    for (const answer of [null, [], 'x', {}, { results: {} }]) expect(readFoundPeople(answer)).toEqual({ people: [], more: false });
    const results = Array.from({ length: 5_000 }, (_, index) => ({ user_id: `@n${index}:b.c` }));
    const read = readFoundPeople({ results, limited: false });
    expect(read.people).toHaveLength(maxFound);
    expect(read.more).toBe(true);
  });
});

describe('rooms that a server lists', () => {
  test('by their address where they have one; what has no ID is left out', () => {
    const chunk = [
      { room_id: '!a:b.c', canonical_alias: '#harbour:b.c', name: 'Harbour', num_joined_members: 3 },
      { room_id: '!k:b.c', canonical_alias: '__proto__', join_rule: 'knock', num_joined_members: 'many', topic: ['x'] },
      { name: 'nowhere' },
      null,
    ];
    const { rooms, next } = readFoundRooms({ chunk, next_batch: 'more' });
    expect(rooms.map(({ room, name, entry, memberCount, topic }) => ({ room, name, entry, memberCount, topic }))).toEqual([
      { room: '#harbour:b.c', name: 'Harbour', entry: 'open', memberCount: 3, topic: null },
      { room: '!k:b.c', name: null, entry: 'knock', memberCount: null, topic: null },
    ]);
    expect(next).toBe('more');
  });

  test('a server that always names another page cannot make us ask for ever', () => {
    expect(readFoundRooms({ chunk: [], next_batch: 'more' }).next).toBeNull();
    expect(readFoundRooms({ next_batch: 7 })).toEqual({ rooms: [], next: null });
  });
});

test('whom one chats with comes first, then names that begin so', () => {
  const person = (userId: `@${string}:${string}`, name: string, chat: `!${string}` | null = null) => ({ userId, name, chat });
  const sorted = byNearness(
    [person('@z:x.y', 'Great Anna'), person('@anna:x.y', 'Bee'), person('@b:x.y', 'Anna B'), person('@q:x.y', 'Joanna', '!q')],
    'an',
  );
  expect(sorted.map(({ name }) => name)).toEqual(['Joanna', 'Anna B', 'Bee', 'Great Anna']);
});
