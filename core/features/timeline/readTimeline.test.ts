import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unreadable } from '../../read/read.ts';
import { isTs } from '../../claimedTs.ts';
import { readMember, readRoomDetail, readRoomSummary } from '../rooms/readRoom.ts';
import { readTimelineItem } from './readTimeline.ts';
import type { RoomDetail, RoomSummary } from '../rooms/model.ts';
import type { MessageItem, StateItem } from './model.ts';

const bob = { userId: '@bob:hs', name: 'Bob' } as const;
const message: MessageItem = {
  kind: 'message',
  id: '$1',
  eventId: '$1',
  txnId: null,
  sender: bob,
  own: false,
  ts: 1,
  body: { type: 'text', text: 'hi', html: null },
  edited: false,
  encrypted: true,
  mentionsMe: false,
  send: null,
  readBy: [bob],
};
const state: StateItem = {
  kind: 'state',
  id: '$2',
  eventId: '$2',
  actor: bob,
  ts: 2,
  change: { what: 'renamed', who: bob, from: null, to: 'B' },
};
const row: RoomSummary = {
  id: '!a',
  name: 'A',
  membership: 'join',
  isDirect: false,
  isEncrypted: true,
  preview: { kind: 'text', sender: bob, own: false, text: 'hi' },
  lastActiveTs: 1,
  unreadCount: 0,
  mentionCount: 0,
  hasDraft: false,
};
const detail: RoomDetail = {
  id: '!a',
  name: 'A',
  topic: null,
  membership: 'join',
  isEncrypted: true,
  isDirect: false,
  memberCount: 2,
  invitedBy: null,
  typing: [bob],
  hasOlder: false,
  readUpTo: null,
  canSend: true,
};

test('what is right comes through as the same object', () => {
  for (const item of [message, state]) expect(readTimelineItem(item)).toBe(item);
  expect(readRoomSummary(row)).toBe(row);
  expect(readRoomDetail(detail)).toBe(detail);
});

describe('S-1 what is wrong', () => {
  test('in an item makes it one that says that it cannot be shown, in its place', () => {
    const wrong = [
      ...[9.007e15, NaN, '1', null, -1].map((ts) => ({ ...message, ts })),
      { ...message, sender: null },
      { ...message, body: { type: 'text', text: {} } },
      { ...message, body: { type: 'novel' } },
      { ...message, body: { type: '__proto__' } },
      { ...message, kind: 'constructor' },
      { ...message, send: { is: 'failed' } },
      { ...message, own: 'yes' },
    ];
    for (const item of wrong) expect(readTimelineItem(item)).toMatchObject({ kind: 'broken', id: '$1', eventId: '$1' });
    expect(readTimelineItem({ ...state, change: { what: 'joined', who: 7 } })).toMatchObject({ kind: 'broken', id: '$2', ts: 2 });
  });

  test('without an ID has no place', () => {
    for (const value of [null, 7, 'x', [], {}, { ...message, id: 7 }]) expect(readTimelineItem(value)).toBe(unreadable);
  });

  test('beside the point is left out or replaced', () => {
    expect(readTimelineItem({ ...message, readBy: [bob, null, { userId: 7 }] })).toEqual(message);
    expect(readTimelineItem({ ...message, body: { type: 'file', name: 'a', mime: 7, sizeBytes: 1e300 } })).toMatchObject({
      body: { mime: null, sizeBytes: null },
    });
    expect(readRoomSummary({ ...row, preview: { kind: 'text', sender: 7 }, lastActiveTs: 9.007e15, unreadCount: -1 })).toMatchObject({
      id: '!a',
      preview: { kind: 'none' },
      lastActiveTs: 0,
      unreadCount: 0,
    });
    expect(readRoomDetail({ ...detail, typing: 'all', memberCount: '7', topic: {} })).toMatchObject({
      typing: [],
      memberCount: 0,
      topic: null,
    });
    expect(readMember({ id: '@a:b', name: {}, membership: 'join', powerLevel: NaN })).toEqual({
      id: '@a:b',
      name: '?',
      membership: 'join',
      powerLevel: 0,
    });
  });
});

test('T31 S-1 anything at all in any field: nothing throws, and what comes out can be drawn', () => {
  const odd = fc.oneof(fc.anything(), fc.constantFrom('__proto__', 'constructor', 9.007e15, -1, NaN));
  const hurt = fc.tuple(
    fc.constantFrom<object>(message, state),
    fc.dictionary(fc.constantFrom(...Object.keys(message), ...Object.keys(state)), odd),
  );
  fc.assert(
    fc.property(hurt, ([item, change]) => {
      const read = readTimelineItem({ ...item, ...change });
      if (read === unreadable) return;
      expect(typeof read.id).toBe('string');
      expect(isTs(read.ts)).toBe(true);
      if (read.kind === 'message') expect(typeof read.sender.name).toBe('string');
    }),
    { numRuns: 2_000 },
  );
});
