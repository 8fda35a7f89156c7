import type { MessageItem, UndecryptableReason } from '../../../core/features/timeline/model.ts';
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

const asked = message(aiko, since - 600_000, 'Shall we meet at the pier or at the light?', {
  reactions: [
    { key: '🎉', count: 3, by: [aiko, jonas, me], own: '$own' },
    { key: '👍️', count: 1, by: [jonas], own: null },
    { key: 'see you there, and bring everybody you know', count: 12, by: [jonas, aiko], own: null },
  ],
});
const answers: readonly MessageItem[] = [
  asked,
  message(jonas, since - 500_000, 'At the light.', {
    replyTo: { eventId: '$asked', sender: aiko, text: 'Shall we meet at the pier or at the light?' },
  }),
  message(me, since - 400_000, 'I bring the lamp', { replyTo: { eventId: '$old', sender: null, text: null }, edited: true }),
  message(me, since - 300_000, 'And the oil', {
    change: { is: 'edit', txnId: 'txn', send: { is: 'failed', error: { code: 'serverFailing', status: 502 } } },
  }),
];

export const timelineFixtures: Fixtures = {
  homeAnswers: fixture('Edit not sent', { timeline: () => answers, older: [] }),
  homeTools: fixture('css:.messageTools', { timeline: () => answers, older: [] }, ['hover:I bring the lamp']),
  homeReact: fixture('css:.reactMenu', { timeline: () => answers, older: [] }, ['hover:I bring the lamp', 'button:React']),
  homeReplying: fixture('Reply to', { timeline: () => answers, older: [] }, ['hover:At the light.', 'button:Reply']),
  homeEditing: fixture('Edit message', { timeline: () => answers, older: [] }, ['hover:I bring the lamp', 'button:Edit']),
  deleteMessage: fixture('Delete message?', { timeline: () => answers, older: [] }, ['hover:I bring the lamp', 'button:Delete']),
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
