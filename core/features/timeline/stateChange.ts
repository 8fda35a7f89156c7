import type { UserId } from '../../ids.ts';
import type { Person } from '../rooms/model.ts';
import type { StateChange } from './model.ts';
import { settingChange } from './settingChange.ts';
import { field, type Json } from '../../read/json.ts';
import { plainLine, plainName } from '../../text/plainText.ts';

export interface StateEvent {
  readonly type: string;
  readonly stateKey: string;
  readonly sender: string;
  readonly content: Json;
  /** What it replaced, where the server says. */
  readonly before: Json;
  /** It no longer says what it set. */
  readonly isRedacted: boolean;
}

type PersonOf = (userId: UserId) => Person;

/** A topic or a name, in the one line that tells of it. */
const longestLine = 300;

/** What a state event changed, in the words of the model; null: nothing for people to see. */
export function stateChange(event: StateEvent, personOf: PersonOf): StateChange | null {
  const { type, content } = event;
  if (type === 'm.room.member') return memberChange(event, personOf);
  if (event.isRedacted) return null;
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
      return settingChange(event, personOf) ?? (type.startsWith('m.room.') ? { what: 'other', eventType: type } : null);
  }
}

function memberChange(event: StateEvent, personOf: PersonOf): StateChange | null {
  const { stateKey, sender } = event;
  const who = personOf(stateKey as UserId);
  const before = field(event.before, 'membership');
  switch (field(event.content, 'membership')) {
    case 'join':
      return before === 'join' ? profileChange(event, who) : { what: 'joined', who };
    case 'invite':
      return { what: 'invited', who };
    case 'knock':
      return { what: 'knocked', who };
    case 'ban':
      return { what: 'banned', who };
    case 'leave':
      if (before === 'ban') return { what: 'unbanned', who };
      if (before === 'knock') return { what: sender === stateKey ? 'knockTakenBack' : 'knockRefused', who };
      if (sender !== stateKey) return { what: 'kicked', who };
      return before === 'invite' ? { what: 'inviteDeclined', who } : { what: 'left', who };
    default:
      return null;
  }
}

function profileChange({ content, before }: StateEvent, who: Person): StateChange | null {
  const name = (of: Json): string | null => plainName(of['displayname'], '') || null;
  if (name(before) !== name(content)) return { what: 'renamed', who, from: name(before), to: name(content) };
  return before['avatar_url'] !== content['avatar_url'] ? { what: 'pictureChanged', who } : null;
}
