import type { AppError } from '../../errors.ts';
import type { EventId, RoomId, TxnId } from '../../ids.ts';
import { isBlurhash, type Attachment, type Pictured } from '../media/attachment.ts';
import {
  amount,
  byTag,
  finite,
  flag,
  id,
  listOf,
  only,
  optional,
  or,
  orNull,
  shape,
  text,
  unreadable,
  type Read,
} from '../../read/read.ts';
import { attached, readPerson, ts } from '../rooms/readRoom.ts';
import type { PollAnswer } from '../polls/model.ts';
import type { Person } from '../rooms/model.ts';
import type {
  Answered,
  BrokenItem,
  KnockChange,
  MessageBody,
  MessageItem,
  Reaction,
  SendState,
  StateChange,
  StateItem,
  TimelineItem,
  WaitingChange,
} from './model.ts';

type Body<T extends MessageBody['type']> = Extract<MessageBody, { readonly type: T }>;

const words = shape<Extract<MessageBody, { readonly text: string }>>({
  type: only('text', 'emote', 'notice'),
  text,
  html: or(orNull(text), null),
});

const attachment = {
  name: text,
  mime: or(orNull(text), null),
  sizeBytes: or(orNull(amount), null),
  caption: or(optional(shape<NonNullable<Attachment['caption']>>({ text, html: or(orNull(text), null) })), undefined),
  isThere: optional(or(flag, false)),
  unsent: optional(or(text, '')),
};
const blurhash: Read<string> = (value) => (isBlurhash(value) ? value : unreadable);
const pictured = {
  size: or(orNull(shape<NonNullable<Pictured['size']>>({ width: amount, height: amount })), null),
  blurhash: or(orNull(blurhash), null),
  hasSmall: or(flag, false),
};

const body = byTag<'type', MessageBody>('type', {
  text: words,
  emote: words,
  notice: words,
  file: shape<Body<'file'>>({ type: only('file'), ...attachment }),
  image: shape<Body<'image'>>({
    type: only('image'),
    ...attachment,
    ...pictured,
    moves: or(flag, true),
    isSticker: optional(or(flag, false)),
  }),
  video: shape<Body<'video'>>({ type: only('video'), ...attachment, ...pictured, durationMs: or(orNull(amount), null) }),
  audio: shape<Body<'audio'>>({
    type: only('audio'),
    ...attachment,
    durationMs: or(orNull(amount), null),
    waveform: or(orNull(listOf(finite)), null),
  }),
  poll: shape<Body<'poll'>>({
    type: only('poll'),
    question: text,
    answers: listOf(shape<PollAnswer>({ id: text, text, votes: or(orNull(amount), null), own: or(flag, false) })),
    disclosed: or(flag, false),
    maxSelections: or(amount, 1),
    voters: or(amount, 0),
    unreadable: or(amount, 0),
    ended: or(flag, false),
  }),
  location: shape<Body<'location'>>({
    type: only('location'),
    label: or(orNull(text), null),
    latitude: finite,
    longitude: finite,
    accuracy: or(orNull(finite), null),
  }),
  undecryptable: shape<Body<'undecryptable'>>({
    type: only('undecryptable'),
    reason: or(
      only('keyNotYetHere', 'sentBeforeJoining', 'sentBeforeThisDevice', 'withheld', 'withheldFromUnverified', 'senderUntrusted', 'broken'),
      'broken',
    ),
  }),
  redacted: shape<Body<'redacted'>>({ type: only('redacted') }),
  unsupported: shape<Body<'unsupported'>>({ type: only('unsupported'), eventType: text }),
});

/** The page has words for a code that it does not know. */
const error: Read<AppError> = (value) =>
  typeof value === 'object' && value !== null && 'code' in value && typeof value.code === 'string' ? (value as AppError) : unreadable;

type Send<T extends SendState['is']> = Extract<SendState, { readonly is: T }>;
const send = byTag<'is', SendState>('is', {
  queued: shape<Send<'queued'>>({ is: only('queued') }),
  sending: shape<Send<'sending'>>({ is: only('sending') }),
  failed: shape<Send<'failed'>>({ is: only('failed'), error }),
});

const replyTo = shape<Answered>({
  eventId: id<EventId>(),
  sender: or(orNull(readPerson), null),
  text: or(orNull(text), null),
  attached: optional(or(attached, 'file')),
});
const reaction = shape<Reaction>({
  key: text,
  count: amount,
  by: or(listOf(readPerson), []),
  own: or(orNull(id<EventId>()), null),
  waiting: optional(id<TxnId>()),
});
const waitingChange = shape<WaitingChange>({ is: only('edit', 'delete', 'vote', 'end'), txnId: id<TxnId>(), send });

const message = shape<MessageItem>({
  kind: only('message'),
  id: text,
  eventId: orNull(id<EventId>()),
  txnId: orNull(id<TxnId>()),
  sender: readPerson,
  own: flag,
  ts,
  body,
  edited: flag,
  refusedEdit: optional(or(only('unencrypted', 'invalid'), 'invalid')),
  doubt: optional(or(only('otherSender'), 'otherSender')),
  encrypted: flag,
  mentionsMe: or(flag, false),
  send: orNull(send),
  replyTo: optional(replyTo),
  reactions: optional(or(listOf(reaction), [])),
  change: optional(waitingChange),
  readBy: or(listOf(readPerson), []),
});

type OfMember = 'joined' | 'left' | 'invited' | 'kicked' | 'banned' | 'unbanned' | 'inviteDeclined' | KnockChange;
const memberChange = shape<{ readonly what: OfMember; readonly who: Person }>({
  what: only('joined', 'left', 'invited', 'kicked', 'banned', 'unbanned', 'inviteDeclined', 'knocked', 'knockTakenBack', 'knockRefused'),
  who: readPerson,
});
type Change<T extends StateChange['what']> = Extract<StateChange, { readonly what: T }>;
const plainChange = shape<{ readonly what: 'powersSet' | 'serversSet' | 'pinsSet' }>({ what: only('powersSet', 'serversSet', 'pinsSet') });
const pinChange = shape<{ readonly what: 'pinned' | 'unpinned'; readonly pin: EventId }>({
  what: only('pinned', 'unpinned'),
  pin: id<EventId>(),
});
const otherInvite = shape<{ readonly what: 'otherInvited' | 'otherInviteRevoked'; readonly name: string }>({
  what: only('otherInvited', 'otherInviteRevoked'),
  name: text,
});
const widgetChange = shape<{ readonly what: 'widgetSet' | 'widgetRemoved'; readonly name: string }>({
  what: only('widgetSet', 'widgetRemoved'),
  name: text,
});

const change = byTag<'what', StateChange>('what', {
  joined: memberChange,
  left: memberChange,
  invited: memberChange,
  kicked: memberChange,
  banned: memberChange,
  unbanned: memberChange,
  inviteDeclined: memberChange,
  knocked: memberChange,
  knockTakenBack: memberChange,
  knockRefused: memberChange,
  renamed: shape<Change<'renamed'>>({ what: only('renamed'), who: readPerson, from: or(orNull(text), null), to: or(orNull(text), null) }),
  pictureChanged: shape<Change<'pictureChanged'>>({ what: only('pictureChanged'), who: readPerson }),
  roomNamed: shape<Change<'roomNamed'>>({ what: only('roomNamed'), name: text }),
  topicSet: shape<Change<'topicSet'>>({ what: only('topicSet'), topic: text }),
  encryptionOn: shape<Change<'encryptionOn'>>({ what: only('encryptionOn') }),
  roomCreated: shape<Change<'roomCreated'>>({ what: only('roomCreated') }),
  accessSet: shape<Change<'accessSet'>>({
    what: only('accessSet'),
    access: or(orNull(only('public', 'invite', 'knock', 'restricted', 'private')), null),
  }),
  historySet: shape<Change<'historySet'>>({
    what: only('historySet'),
    readers: or(orNull(only('world_readable', 'shared', 'invited', 'joined')), null),
  }),
  addressSet: shape<Change<'addressSet'>>({ what: only('addressSet'), address: text }),
  roomPictureSet: shape<Change<'roomPictureSet'>>({ what: only('roomPictureSet'), removed: flag }),
  guestsSet: shape<Change<'guestsSet'>>({ what: only('guestsSet'), allowed: flag }),
  powerSet: shape<Change<'powerSet'>>({ what: only('powerSet'), who: readPerson, level: finite }),
  powersSet: plainChange,
  serversSet: plainChange,
  pinsSet: plainChange,
  replaced: shape<Change<'replaced'>>({
    what: only('replaced'),
    room: or(orNull(id<RoomId>()), null),
    server: or(orNull(text), null),
  }),
  pinned: pinChange,
  unpinned: pinChange,
  otherInvited: otherInvite,
  otherInviteRevoked: otherInvite,
  widgetSet: widgetChange,
  widgetRemoved: widgetChange,
  other: shape<Change<'other'>>({ what: only('other'), eventType: text }),
});

const known = byTag<'kind', TimelineItem>('kind', {
  message,
  state: shape<StateItem>({ kind: only('state'), id: text, eventId: id<EventId>(), actor: readPerson, ts, change }),
  broken: shape<BrokenItem>({ kind: only('broken'), id: text, eventId: orNull(id<EventId>()), ts, ref: or(text, '') }),
});

/** An item that is wrong keeps its place and says that it cannot be shown; what has no ID has no place. */
export const readTimelineItem: Read<TimelineItem> = (value) => {
  const item = known(value);
  if (item !== unreadable) return item;
  if (typeof value !== 'object' || value === null) return unreadable;
  const claims = value as { readonly [K in keyof MessageItem]?: unknown };
  if (typeof claims.id !== 'string') return unreadable;
  const at = ts(claims.ts);
  return {
    kind: 'broken',
    id: claims.id,
    eventId: typeof claims.eventId === 'string' ? (claims.eventId as EventId) : null,
    ts: at === unreadable ? 0 : at,
    ref: '',
  };
};
