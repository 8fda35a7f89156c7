import type { EventId, RoomId, UserId } from '../../ids.ts';
import {
  amount,
  byTag,
  flag,
  finite,
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
import { isTs } from '../../claimedTs.ts';
import type { Member, Person, RoomDetail, RoomPreview, RoomSummary } from './model.ts';

/** Milliseconds since the epoch, of a date that can be shown. */
export const ts: Read<number> = (value) => (isTs(value) ? value : unreadable);

/** In place of a name that is none; whoever makes these objects has put the ID there, so it is hardly ever seen. */
const nameless = '?';

export const readPerson = shape<Person>({ userId: id<UserId>(), name: or(text, nameless), picture: optional(or(text, '')) });

/** What kind of file it is that one line speaks of. */
export const attached = only('picture', 'sticker', 'video', 'audio', 'voice', 'file');

const preview = byTag<'kind', RoomPreview>('kind', {
  text: shape<Extract<RoomPreview, { kind: 'text' }>>({ kind: only('text'), sender: readPerson, own: flag, text }),
  undecryptable: shape<Extract<RoomPreview, { kind: 'undecryptable' }>>({ kind: only('undecryptable') }),
  redacted: shape<Extract<RoomPreview, { kind: 'redacted' }>>({ kind: only('redacted'), sender: readPerson }),
  file: shape<Extract<RoomPreview, { kind: 'file' }>>({
    kind: only('file'),
    sender: readPerson,
    own: flag,
    name: text,
    attached: optional(or(attached, 'file')),
    caption: optional(or(text, '')),
  }),
  invited: shape<Extract<RoomPreview, { kind: 'invited' }>>({ kind: only('invited'), by: orNull(readPerson) }),
  none: shape<Extract<RoomPreview, { kind: 'none' }>>({ kind: only('none') }),
});

export const readRoomSummary = shape<RoomSummary>({
  id: id<RoomId>(),
  name: or(text, nameless),
  membership: only('join', 'invite'),
  isDirect: or(flag, false),
  isEncrypted: or(flag, false),
  preview: or(preview, { kind: 'none' }),
  lastActiveTs: or(ts, 0),
  unreadCount: or(amount, 0),
  mentionCount: or(amount, 0),
  picture: optional(or(text, '')),
  markedUnread: optional(or(flag, false)),
  hasDraft: or(flag, false),
});

export const readRoomDetail = shape<RoomDetail>({
  id: id<RoomId>(),
  name: or(text, nameless),
  topic: or(orNull(text), null),
  membership: only('join', 'invite', 'leave', 'ban'),
  isEncrypted: or(flag, false),
  isDirect: or(flag, false),
  memberCount: or(amount, 0),
  invitedBy: or(orNull(readPerson), null),
  typing: or(listOf(readPerson), []),
  hasOlder: or(flag, false),
  readUpTo: or(orNull(id<EventId>()), null),
  isPublic: optional(or(flag, true)),
  canSend: or(flag, false),
  canDelete: optional(or(flag, false)),
  canNotifyRoom: optional(or(flag, false)),
});

export const readMember = shape<Member>({
  id: id<UserId>(),
  name: or(text, nameless),
  membership: only('join', 'invite'),
  picture: optional(or(text, '')),
  powerLevel: or(finite, 0),
});
