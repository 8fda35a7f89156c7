import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EventId, RoomAlias, RoomId, UserId } from '../ids.ts';
import { isAlias, isEventId, isRoomId, isUser } from './identifiers.ts';
import { matrixLink } from './matrixLink.fixtures.ts';
import type { MatrixLink } from './matrixLink.ts';
import { isMatrixLink, longestLink, parseMatrixLink, parseTyped } from './parseMatrixLink.ts';

const user = (userId: string, action: 'chat' | null = null): MatrixLink => ({ is: 'user', userId: userId as UserId, action });
const room = (id: string, more: Partial<Extract<MatrixLink, { is: 'room' }>> = {}): MatrixLink => ({
  is: 'room',
  room: id as RoomId,
  eventId: null,
  via: [],
  action: null,
  ...more,
});
const v3 = '$acR1l0raoZnm60CBwAVgqbZqoO/mYU81xysh1u7XcJk' as EventId;

test('what the specification writes down is read, in both ways of writing it', () => {
  const links: [text: string, link: MatrixLink][] = [
    ['matrix:u/alice:example.org', user('@alice:example.org')],
    ['matrix:u/alice:example.org?action=chat', user('@alice:example.org', 'chat')],
    ['MATRIX:u/Al%2Fice=:example.org', user('@Al/ice=:example.org')],
    ['matrix:u/h%C3%A9l%C3%A8ne:[2001:db8::1]:8448', user('@hélène:[2001:db8::1]:8448')],
    ['matrix:r/somewhere:example.org', room('#somewhere:example.org')],
    ['matrix:r/somewhere:10.0.0.1:448?action=join#ignored', room('#somewhere:10.0.0.1:448', { action: 'join' })],
    [
      'matrix:roomid/somewhere:example.org?via=elsewhere.ca&via=[::1]:8448',
      room('!somewhere:example.org', { via: ['elsewhere.ca', '[::1]:8448'] }),
    ],
    ['matrix:roomid/31hneApxJ_1o-63DmFrpeqnkFfWppnzWso1JvH3ogLM', room('!31hneApxJ_1o-63DmFrpeqnkFfWppnzWso1JvH3ogLM')],
    ['matrix:r/somewhere:example.org/e/event', room('#somewhere:example.org', { eventId: '$event' })],
    ['matrix:roomid/a:b/e/143273582443PhrSn:example.org', room('!a:b', { eventId: '$143273582443PhrSn:example.org' })],
    ['matrix:roomid/a:b/e/acR1l0raoZnm60CBwAVgqbZqoO%2FmYU81xysh1u7XcJk', room('!a:b', { eventId: v3 })],
    ['https://matrix.to/#/@alice:example.org', user('@alice:example.org')],
    ['https://matrix.to/#/%40alice%3Aexample.org', user('@alice:example.org')],
    ['https://matrix.to/#/#somewhere:example.org', room('#somewhere:example.org')],
    ['https://MATRIX.to/#/%23somewhere%3Aexample.org', room('#somewhere:example.org')],
    [
      'https://matrix.to/#/!somewhere%3Aexample.org/%24event%3Aexample.org?via=elsewhere.ca',
      room('!somewhere:example.org', { eventId: '$event:example.org', via: ['elsewhere.ca'] }),
    ],
    ['https://matrix.to/#/!a:b/$acR1l0raoZnm60CBwAVgqbZqoO%2FmYU81xysh1u7XcJk', room('!a:b', { eventId: v3 })],
  ];
  for (const [text, link] of links) expect([text, parseMatrixLink(text)]).toEqual([text, link]);
});

test('T62 a hostile link names nothing', () => {
  const hostile = [
    ...[
      '',
      'matrix:',
      'matrix:u',
      'matrix:u/',
      'matrix:u/alice',
      'matrix:r/../..',
      'matrix:r/..%2F..',
      'matrix://u/alice:b',
      'matrix:/u/alice:b',
      'matrix:u/@alice:b/',
      'matrix:u/a:b/e/x',
    ],
    ...[
      'matrix:r/:b',
      'matrix:r/a:b/e',
      'matrix:r/a:b/e/',
      'matrix:r/a:b/x/y',
      'matrix:r/a:b/e/x/e/y',
      'matrix:room/a:b',
      'matrix:__proto__/a:b',
      'matrix:constructor/a:b',
      'matrix:e/x',
    ],
    ...[
      'matrix:u/a%00:b',
      'matrix:u/a\0:b',
      'matrix:u/a%0A:b',
      'matrix:u/a%E2%80%AEb:c',
      'matrix:u/a\u202Eb:c',
      'matrix:u/a%E2%81%A6:c',
      'matrix:u/a%ED%A0%80:b',
      'matrix:u/a\uD800:b',
      'matrix:u/a%:b',
    ],
    ...[
      'matrix:u/a:b c',
      'matrix:u/a:b%2Fc',
      'matrix:u/a:b:c',
      'matrix:u/a:[::1',
      'matrix:u/a:b:999999',
      'matrix:u/a:',
      'matrix:u/a%253Ab',
      `matrix:u/${'a'.repeat(255)}:b`,
      `matrix:u/${'é'.repeat(130)}:b`,
    ],
    ...[
      'javascript:alert(1)',
      'javascript:matrix:u/a:b',
      ' matrix:u/a:b',
      'x matrix:u/a:b',
      'matrix%3Au/a:b',
      'https://matrix.to.evil.example/#/@a:b',
      'https://matrix.to@evil.example/#/@a:b',
    ],
    ...[
      'https://matrix.to/',
      'https://matrix.to/#/',
      'https://matrix.to/#/+group:b',
      'https://matrix.to/#/javascript:alert(1)',
      'https://matrix.to/#/@a:b/$x',
      'https://matrix.to/#/!a:b/c',
      'https://matrix.to/#/!a:b/$c/d',
    ],
    `matrix:r/a:b?${'via=c.d&'.repeat(longestLink)}`,
    `matrix:u/${'%41'.repeat(1_000_000)}:b`,
  ];
  for (const text of hostile) expect([text.slice(0, 99), parseMatrixLink(text)]).toEqual([text.slice(0, 99), null]);
});

test('T62 what nobody knows in a link, or too much of it, is passed over', () => {
  const servers = Array.from({ length: 40 }, (_, at) => `via=s${at}.example`).join('&');
  const read = parseMatrixLink(`matrix:roomid/a?${servers}&via=%2e%2e%2fetc&via=a b&action=leave&action=erase&action=join&__proto__=1`);
  expect(read).toEqual(room('!a', { action: 'join', via: Array.from({ length: 20 }, (_, at) => `s${at}.example`) }));
});

test('T62 of any text a link is nothing, or names what an identifier can be; reading it never throws', () => {
  const begins = fc.constantFrom(
    '',
    'matrix:',
    'matrix:u/',
    'matrix:r/',
    'matrix:roomid/',
    'https://matrix.to/#/',
    'https://matrix.to/#/@',
    'https://matrix.to/#/!',
  );
  let found = 0;
  const whole = fc
    .tuple(begins, fc.string({ unit: 'binary' }), fc.constantFrom('', ':example.org', ':b?via=c', '/e/x', '%'))
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(whole, (text) => {
      const link = parseMatrixLink(text);
      if (link === null) return;
      found += 1;
      expect(isMatrixLink(text)).toBe(true);
      if (link.is === 'user') expect(isUser(link.userId)).toBe(true);
      else expect((isAlias(link.room) || isRoomId(link.room)) && (link.eventId === null || isEventId(link.eventId))).toBe(true);
    }),
    { numRuns: 5_000 },
  );
  expect(found).toBeGreaterThan(100);
});

test('what a link is built from is what is read from it', () => {
  const local = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).filter((text) => !text.includes(':') && isAlias(`#${text}:b`));
  const server = fc.constantFrom('example.org', 'a.b:8448', '[::1]', '[2001:db8::1]:80', '10.0.0.1');
  const full = fc.tuple(local, server).map(([name, host]) => `${name}:${host}`);
  const action = fc.constantFrom('join' as const, 'chat' as const, null);
  const link: fc.Arbitrary<MatrixLink> = fc.oneof(
    fc.record({ is: fc.constant('user' as const), userId: full.map((id): UserId => `@${id}` as UserId), action }),
    fc.record({
      is: fc.constant('room' as const),
      room: fc.oneof(
        full.map((id): RoomAlias => `#${id}` as RoomAlias),
        fc.oneof(full, local).map((id): RoomId => `!${id}`),
      ),
      eventId: fc.option(fc.oneof(full, local).map((id): EventId => `$${id}`)),
      via: fc.uniqueArray(server, { maxLength: 5 }),
      action,
    }),
  );
  fc.assert(
    fc.property(link, (made) => void expect(parseMatrixLink(matrixLink(made))).toEqual(made)),
    { numRuns: 2_000 },
  );
});

test('typed or pasted, an identifier stands for itself', () => {
  expect(parseTyped(' @alice:example.org ')).toEqual(user('@alice:example.org'));
  expect(parseTyped('#a:b')).toEqual(room('#a:b'));
  expect(parseTyped('https://matrix.to/#/#a:b')).toEqual(room('#a:b'));
  for (const text of ['', 'alice', '@alice', '#general', '$x:y', '!', 'https://example.org/#/@a:b'])
    expect(parseTyped(text), text).toBeNull();
});
