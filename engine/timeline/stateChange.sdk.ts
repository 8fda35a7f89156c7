import type { MatrixEvent } from 'matrix-js-sdk/lib/models/event.js';
import type { Room } from 'matrix-js-sdk/lib/models/room.js';
import type { StateChange } from '../../core/model/timeline.ts';
import { plainLine, plainName } from '../../core/text/plainText.ts';
import { person } from '../sdk/events/person.sdk.ts';

/** A topic or a name, in the one line that tells of it. */
const longestLine = 300;

/** What a state event changed, in the words of the model; null: nothing for people to see. */
export function stateChange(room: Room, event: MatrixEvent): StateChange | null {
  const type = event.getType();
  if (type === 'm.room.member') return memberChange(room, event);
  // A redacted one no longer says what it set.
  if (event.isRedacted()) return null;
  const content: Record<string, unknown> = event.getContent();
  const text = (name: string): string => (typeof content[name] === 'string' ? plainLine(content[name], longestLine) : '');
  switch (type) {
    case 'm.room.name':
      return { what: 'roomNamed', name: text('name') };
    case 'm.room.topic':
      return { what: 'topicSet', topic: text('topic') };
    case 'm.room.encryption':
      return { what: 'encryptionOn' };
    case 'm.room.create':
      return { what: 'roomCreated' };
    default:
      return type.startsWith('m.room.') ? { what: 'other', eventType: type } : null;
  }
}

interface MemberContent {
  readonly membership?: unknown;
  readonly displayname?: unknown;
  readonly avatar_url?: unknown;
}

function memberChange(room: Room, event: MatrixEvent): StateChange | null {
  const who = person(room, event.getStateKey() ?? '');
  const now: MemberContent = event.getContent();
  const before: MemberContent = event.getPrevContent();
  const bySelf = event.getSender() === event.getStateKey();
  switch (now.membership) {
    case 'join':
      return before.membership === 'join' ? profileChange(room, event, before, now) : { what: 'joined', who };
    case 'invite':
      return { what: 'invited', who };
    case 'ban':
      return { what: 'banned', who };
    case 'leave':
      if (before.membership === 'ban') return { what: 'unbanned', who };
      if (!bySelf) return { what: 'kicked', who };
      return before.membership === 'invite' ? { what: 'inviteDeclined', who } : { what: 'left', who };
    default:
      return null;
  }
}

function profileChange(room: Room, event: MatrixEvent, before: MemberContent, now: MemberContent): StateChange | null {
  const who = person(room, event.getStateKey() ?? '');
  const name = (content: MemberContent): string | null => plainName(content.displayname, '') || null;
  if (name(before) !== name(now)) return { what: 'renamed', who, from: name(before), to: name(now) };
  return before.avatar_url !== now.avatar_url ? { what: 'pictureChanged', who } : null;
}
