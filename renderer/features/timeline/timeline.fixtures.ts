import type { MessageItem, UndecryptableReason } from '../../../core/model/timeline.ts';
import { fixture, since, type Fixtures } from '../../fixtures/fixture.ts';
import { aiko, jonas, me } from '../../fixtures/people.ts';
import { design, detailOf, rooms } from '../../fixtures/rooms.ts';
import { conversation, hostile, longWords, message, sending } from '../../fixtures/timeline.ts';

const reasons: readonly UndecryptableReason[] = [
  'keyNotYetHere',
  'sentBeforeJoining',
  'sentBeforeThisDevice',
  'withheld',
  'withheldFromUnverified',
  'senderUntrusted',
  'broken',
];
const unreadable: readonly MessageItem[] = [
  ...reasons.map((reason, minutes) => message(aiko, since - (90 - minutes * 10) * 60_000, { type: 'undecryptable', reason })),
  message(jonas, since - 60_000, { type: 'unsupported', eventType: 'org.example.hologram' }),
  message(jonas, since, 'In the clear, in an encrypted room', { encrypted: false }),
];
const longNamed = { ...design, name: `${'Rindfleischetikettierungsüberwachung '.repeat(4)}${'x'.repeat(120)}` };

export const timelineFixtures: Fixtures = {
  homeSending: fixture('Not sent', { timeline: () => [...conversation, ...sending] }),
  homeHostile: fixture('An unencrypted edit was refused', { timeline: () => [...hostile, ...sending] }),
  homeUnreadable: fixture('cannot show this kind of message', { timeline: () => unreadable, older: [] }),
  homeLong: fixture('Rindfleisch', {
    rooms: [longNamed, ...rooms.slice(2)],
    timeline: () => longWords,
    detail: () => detailOf(longNamed, { topic: 'A topic without an end. '.repeat(40) }),
  }),
  homeEmptyRoom: fixture('This is the beginning of the room.', {
    timeline: () => [],
    older: [],
    detail: () => detailOf(design, { hasOlder: false }),
  }),
  ownMessage: fixture('An own one', { timeline: () => [message(me, since, 'An own one')] }),
};
