import { expect, test } from 'vitest';
import type { RoomSummary } from '../../core/features/rooms/model.ts';
import { applyPatch, emptyList } from '../../core/patch.ts';
import type { Patch, PatchedList } from '../../core/patch.ts';
import { RoomList } from './roomList.ts';

function row(id: string, lastActiveTs: number, more: Partial<RoomSummary> = {}): RoomSummary {
  return {
    id: `!${id}`,
    name: id,
    membership: 'join',
    isDirect: false,
    isEncrypted: true,
    preview: { kind: 'none' },
    lastActiveTs,
    unreadCount: 0,
    mentionCount: 0,
    hasDraft: false,
    ...more,
  };
}

function setUp() {
  const list = new RoomList();
  const patches: Patch<RoomSummary>[] = [];
  let copy: PatchedList<RoomSummary> = emptyList;
  list.feed.listen((patch) => {
    patches.push(patch);
    copy = applyPatch(copy, patch) as PatchedList<RoomSummary>;
  });
  return { list, patches, names: () => copy.items.map((item) => item.name) };
}

test('invites first, then by activity', () => {
  const { list, names } = setUp();
  list.change([row('old', 1), row('new', 2), row('invite', 0, { membership: 'invite' })], [], true);
  expect(names()).toEqual(['invite', 'new', 'old']);
});

test('one change of one room among two thousand is one patch of one row', () => {
  const { list, patches, names } = setUp();
  list.change(
    Array.from({ length: 2_000 }, (_, n) => row(`r${n}`, n)),
    [],
    true,
  );
  patches.length = 0;
  const news = list.change([row('r5', 9_999), row('r6', 6)], [], false);
  expect(news.rows.map((changed) => changed.name)).toEqual(['r5']);
  expect(patches).toHaveLength(1);
  expect(patches[0]!.ops).toHaveLength(1);
  expect(names()[0]).toBe('r5');
});

test('rooms that the server no longer knows go when the whole list comes', () => {
  const { list, names } = setUp();
  list.change([row('a', 1), row('b', 2)], [], true);
  expect(list.change([row('b', 2)], [], true)).toEqual({ rows: [], gone: ['!a'] });
  expect(names()).toEqual(['b']);
});

test('a draft marks its row, also one that comes later', () => {
  const list = new RoomList(['!a']);
  list.change([row('a', 1)], [], true);
  expect(list.get('!a')?.hasDraft).toBe(true);
  expect(list.setDraft('!a', false)?.hasDraft).toBe(false);
  list.change([row('a', 3)], [], false);
  expect(list.get('!a')?.hasDraft).toBe(false);
});

test('unread counts are summed, an invite counts as one', () => {
  const { list } = setUp();
  list.change([row('a', 1, { unreadCount: 3, mentionCount: 1 }), row('b', 1, { membership: 'invite' })], [], true);
  expect(list.unread).toEqual({ unreadCount: 4, mentionCount: 1 });
});
