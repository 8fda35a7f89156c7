import { describe, expect, test } from 'vitest';
import type { UserId } from '../../ids.ts';
import { unreadable } from '../../read/read.ts';
import { readTimelineItem } from './readTimeline.ts';
import { stateChange, type StateEvent } from './stateChange.ts';

const person = (userId: UserId) => ({ userId, name: userId.slice(1, 2) });
const event = (type: string, content: StateEvent['content'], before: StateEvent['before'] = {}): StateEvent => ({
  type,
  stateKey: '',
  sender: '@me:hs.test:8448',
  content,
  before,
  isRedacted: false,
});
const says = (...given: Parameters<typeof event>) => stateChange(event(...given), person);
const pins = (...pinned: unknown[]) => ({ pinned });
const powers = (users: object, more: object = {}) => ({ users, ...more });

const kinds: readonly (readonly [Parameters<typeof event>, object])[] = [
  [['m.room.join_rules', { join_rule: 'knock' }], { what: 'accessSet', access: 'knock' }],
  [['m.room.join_rules', { join_rule: 'knock_restricted' }], { what: 'accessSet', access: 'restricted' }],
  [['m.room.join_rules', { join_rule: { evil: 1 } }], { what: 'accessSet', access: null }],
  [['m.room.history_visibility', { history_visibility: 'joined' }], { what: 'historySet', readers: 'joined' }],
  [['m.room.history_visibility', {}], { what: 'historySet', readers: null }],
  [['m.room.canonical_alias', { alias: '#a:b' }], { what: 'addressSet', address: '#a:b' }],
  [['m.room.canonical_alias', { alias: 7 }], { what: 'addressSet', address: '' }],
  [['m.room.avatar', { url: 'mxc://a/b' }], { what: 'roomPictureSet', removed: false }],
  [['m.room.avatar', {}], { what: 'roomPictureSet', removed: true }],
  [['m.room.guest_access', { guest_access: 'can_join' }], { what: 'guestsSet', allowed: true }],
  [['m.room.guest_access', { guest_access: 'forbidden' }], { what: 'guestsSet', allowed: false }],
  [['m.room.server_acl', { allow: ['*'] }], { what: 'serversSet' }],
  [['m.room.tombstone', { replacement_room: '!next' }], { what: 'replaced', room: '!next', server: 'hs.test:8448' }],
  [['m.room.tombstone', { replacement_room: 'next' }], { what: 'replaced', room: null, server: 'hs.test:8448' }],
  [['m.room.pinned_events', pins('$a', '$b'), pins('$a')], { what: 'pinned', pin: '$b' }],
  [['m.room.pinned_events', pins('$b'), pins('$a', '$b')], { what: 'unpinned', pin: '$a' }],
  [['m.room.pinned_events', pins('$a', '$b', '$c'), pins('$a')], { what: 'pinsSet' }],
  [['m.room.pinned_events', { pinned: 'x' }, pins(7, 'y')], { what: 'pinsSet' }],
  [['m.room.power_levels', powers({ '@b:hs': 50 }), powers({})], { what: 'powerSet', who: { userId: '@b:hs', name: 'b' }, level: 50 }],
  [
    ['m.room.power_levels', powers({}, { users_default: 5 }), powers({ '@b:hs': '50' })],
    { what: 'powerSet', who: { userId: '@b:hs', name: 'b' }, level: 5 },
  ],
  [['m.room.power_levels', powers({ '@b:hs': 50, '@c:hs': 50 }), powers({})], { what: 'powersSet' }],
  [['m.room.power_levels', powers({ 'no user': 50 }), powers({})], { what: 'powersSet' }],
  [['m.room.power_levels', powers({ '@b:hs': 1e99 }), powers({})], { what: 'powersSet' }],
  [['m.room.third_party_invite', { display_name: 'b...@c' }], { what: 'otherInvited', name: 'b...@c' }],
  [['m.room.third_party_invite', {}, { display_name: 'b...@c' }], { what: 'otherInviteRevoked', name: 'b...@c' }],
  [['im.vector.modular.widgets', { type: 'x', url: 'https://a', name: 'Board' }], { what: 'widgetSet', name: 'Board' }],
  [['m.widget', {}, { name: 'Board' }], { what: 'widgetRemoved', name: 'Board' }],
  [['m.room.unheard_of', {}], { what: 'other', eventType: 'm.room.unheard_of' }],
];

describe('a change of the room’s settings', () => {
  test.each(kinds)('%j', (given, change) => {
    expect(says(...given)).toEqual(change);
  });

  test('is read back from what is kept, each kind as it was', () => {
    for (const [, change] of kinds) {
      const item = { kind: 'state', id: '$x', eventId: '$x', actor: person('@me:hs'), ts: 1, change };
      expect(readTimelineItem(item), JSON.stringify(change)).toEqual(item);
    }
    expect(readTimelineItem({ kind: 'state', change: kinds[0]?.[1] })).toBe(unreadable);
  });

  test('redacted, it says nothing', () => {
    expect(stateChange({ ...event('m.room.server_acl', {}), isRedacted: true }, person)).toBeNull();
  });
});

test('who asks to be let in, takes that back or is not let in', () => {
  const knocks = (content: object, before: object, sender = '@b:hs') =>
    stateChange({ ...event('m.room.member', content as never, before as never), stateKey: '@b:hs', sender }, person)?.what;
  expect(knocks({ membership: 'knock' }, { membership: 'leave' })).toBe('knocked');
  expect(knocks({ membership: 'leave' }, { membership: 'knock' })).toBe('knockTakenBack');
  expect(knocks({ membership: 'leave' }, { membership: 'knock' }, '@me:hs')).toBe('knockRefused');
});
