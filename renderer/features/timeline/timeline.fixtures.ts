import type { EditHistory } from '../../../core/features/messages/calls.ts';
import type { EventId, RoomId } from '../../../core/ids.ts';
import type { MessageItem, StateChange, TimelineItem, UndecryptableReason } from '../../../core/features/timeline/model.ts';
import { accountMenu, fixture, since, type Fixtures } from '../../fixtures/fixture.ts';
import { aiko, jonas, me, tomas } from '../../fixtures/people.ts';
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

/** Each kind of what can be changed about a room, with messages between them. */
const changes: readonly StateChange[] = [
  { what: 'accessSet', access: 'knock' },
  { what: 'historySet', readers: 'shared' },
  { what: 'addressSet', address: '#harbour:example.org' },
  { what: 'roomPictureSet', removed: false },
  { what: 'guestsSet', allowed: false },
  { what: 'powerSet', who: jonas, level: 50 },
  { what: 'serversSet' },
  { what: 'otherInvited', name: 'b…@example.org' },
  { what: 'widgetSet', name: 'Tide table' },
  { what: 'knocked', who: tomas },
  { what: 'pinned', pin: '$asked' as EventId },
  { what: 'replaced', room: '!next' as RoomId, server: 'example.org' },
];
const changed: readonly TimelineItem[] = [
  ...changes
    .slice(0, -3)
    .flatMap((change, index): TimelineItem[] => [
      message(aiko, since - (60 - index * 3) * 60_000, `Number ${index + 1}`),
      { kind: 'state', id: `$change${index}`, eventId: `$change${index}`, actor: aiko, ts: since - (59 - index * 3) * 60_000, change },
    ]),
  message(me, since - 120_000, 'And so on'),
  ...changes.slice(-3).map((change, index): TimelineItem => ({
    kind: 'state',
    id: `$last${index}`,
    eventId: `$last${index}`,
    actor: aiko,
    ts: since,
    change,
  })),
];

const lamp = message(me, since - 400_000, 'I bring the lamp', { edited: true });
const lampFirst = { timeline: () => [asked, lamp, message(jonas, since, 'Good')], older: [] };
const versions: EditHistory = {
  versions: [
    { ts: since - 500_000, body: { type: 'text', text: 'I bring the lanp', html: null } },
    { ts: since - 400_000, body: { type: 'text', text: 'I bring the lamp', html: null } },
  ],
  isWhole: true,
};
const plain = { ...design, id: '!plain:example.org' as RoomId, name: 'Quayside', isEncrypted: false };
const unreadSince = Array.from({ length: 60 }, (_, n) => message(n % 2 ? aiko : jonas, since - (60 - n) * 60_000, `Tide ${n + 1}`));

export const timelineFixtures: Fixtures = {
  homeChanges: fixture('3 changes by', { timeline: () => changed, older: [] }),
  homeChangesShown: fixture('closed this room', { timeline: () => changed, older: [] }, ['button:Show']),
  homePins: fixture(
    'css:.pinsMenu .pinnedLine',
    { ...lampFirst, pins: { pinned: [asked.eventId, lamp.eventId].flatMap((one) => one ?? []), mayPin: true, refused: null } },
    ['button:2 pinned messages'],
  ),
  homeSelecting: fixture('One message selected', lampFirst, ['hover:I bring the lamp', 'button:More', 'menuitem:Select']),
  forward: fixture('Its words go as your own', lampFirst, ['hover:I bring the lamp', 'button:More', 'menuitem:Forward…']),
  forwardPlain: fixture('It was encrypted, and this room is not', { ...lampFirst, rooms: [plain, ...rooms] }, [
    'hover:I bring the lamp',
    'button:More',
    'menuitem:Forward…',
    'type:Quayside',
    'option:Quayside',
  ]),
  editHistory: fixture('As it was sent', { ...lampFirst, editHistory: versions }, [
    'hover:I bring the lamp',
    'button:More',
    'menuitem:Edit history',
  ]),
  homeFirstUnread: fixture('Jump to the first unread message', {
    timeline: () => unreadSince,
    older: [],
    detail: (roomId) => detailOf(rooms.find(({ id }) => id === roomId) ?? design, { readUpTo: unreadSince[4]?.eventId ?? null }),
  }),
  homeMarkedUnread: fixture('css:.pillMarked', {
    rooms: rooms.map((room, index) =>
      index === 1 || index === 3 ? { ...room, unreadCount: 0, mentionCount: 0, markedUnread: true } : room,
    ),
  }),
  homeAllRead: fixture('marked as read', {}, [accountMenu, 'menuitem:Mark all as read']),
  homeAnswers: fixture('Edit not sent', { timeline: () => answers, older: [] }),
  homeTools: fixture('css:.messageTools', { timeline: () => answers, older: [] }, ['hover:I bring the lamp']),
  homeReact: fixture('css:.reactMenu', { timeline: () => answers, older: [] }, ['hover:I bring the lamp', 'button:React']),
  homeMessageMenu: fixture('css:.messageMenu', { timeline: () => answers, older: [] }, ['hover:I bring the lamp', 'button:More']),
  homeReplying: fixture('Reply to', { timeline: () => answers, older: [] }, ['hover:At the light.', 'button:Reply']),
  homeEditing: fixture('Edit message', { timeline: () => answers, older: [] }, ['hover:I bring the lamp', 'button:Edit']),
  deleteMessage: fixture('Delete message?', { timeline: () => answers, older: [] }, [
    'hover:I bring the lamp',
    'button:More',
    'menuitem:Delete…',
  ]),
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
