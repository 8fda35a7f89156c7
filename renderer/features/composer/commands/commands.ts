import type { RoomAlias, RoomId, UserId } from '../../../../core/ids.ts';
import { parseTyped } from '../../../../core/links/parseMatrixLink.ts';
import { readMarked } from '../../marked/marked.ts';

/** All of them, in the order in which they are offered. */
export const commandNames = [
  'me',
  'plain',
  'spoiler',
  'shrug',
  'join',
  'invite',
  'topic',
  'roomname',
  'nick',
  'leave',
  'kick',
  'ban',
  'unban',
  'op',
] as const;
export type CommandName = (typeof commandNames)[number];

/** What a command is to do, read whole. */
export type Deed =
  | { readonly is: 'join'; readonly room: RoomId | RoomAlias; readonly via: readonly string[] }
  | { readonly is: 'invite'; readonly userId: UserId }
  | { readonly is: 'kick' | 'ban' | 'unban'; readonly userId: UserId; readonly reason: string }
  | { readonly is: 'op'; readonly userId: UserId; readonly level: number }
  | { readonly is: 'topic' | 'roomname' | 'nick'; readonly text: string }
  | { readonly is: 'leave' };

export type Command =
  /** No command, or one that only says how the rest is sent. */
  | { readonly is: 'message' }
  | { readonly is: 'unknown'; readonly name: string }
  /** It wants something behind it that is not there. */
  | { readonly is: 'incomplete'; readonly name: CommandName }
  | { readonly is: 'deed'; readonly deed: Deed };

const message: Command = { is: 'message' };
/** Without the sign of a path, or of two slashes that begin a message with one. */
const begin = /^\/([a-z]\w*)(?:\s+|$)/i;
const moderator = 50;

/** What was typed, as a command; mentions in it are marked. */
export function readCommand(typed: string): Command {
  const found = begin.exec(typed);
  if (!found) return message;
  const name = (found[1] ?? '').toLowerCase();
  const known = commandNames.find((one) => one === name);
  if (known === undefined) return { is: 'unknown', name };
  if (known === 'me' || known === 'plain' || known === 'spoiler' || known === 'shrug') return message;
  const deed = readDeed(known, typed.slice(found[0].length).trim());
  return deed ? { is: 'deed', deed } : { is: 'incomplete', name: known };
}

type DeedName = Deed['is'];

function readDeed(is: DeedName, rest: string): Deed | null {
  switch (is) {
    case 'leave':
      return rest === '' ? { is } : null;
    case 'join': {
      const link = parseTyped(addressIn(rest).first);
      return link?.is === 'room' ? { is, room: link.room, via: link.via } : null;
    }
    case 'topic':
    case 'roomname':
    case 'nick': {
      const { text } = readMarked(rest);
      return text !== '' ? { is, text } : null;
    }
    default:
      return deedTo(is, rest);
  }
}

function deedTo(is: 'invite' | 'kick' | 'ban' | 'unban' | 'op', rest: string): Deed | null {
  const { first, more } = addressIn(rest);
  const link = parseTyped(first);
  if (link?.is !== 'user') return null;
  const { userId } = link;
  if (is === 'invite') return { is, userId };
  if (is !== 'op') return { is, userId, reason: readMarked(more).text };
  const level = more === '' ? moderator : Number(more);
  return Number.isSafeInteger(level) ? { is, userId, level } : null;
}

const markedBegin = /^\[(?:\\.|[^\]\\])*\]\((https:\/\/matrix\.to\/#\/[^\s()]+)\)\s*/;

/** The address that it begins with, typed or chosen from the list, and what comes behind. */
function addressIn(rest: string): { readonly first: string; readonly more: string } {
  const mention = markedBegin.exec(rest);
  if (mention) return { first: mention[1] ?? '', more: rest.slice(mention[0].length).trim() };
  const [first = ''] = rest.split(/\s/, 1);
  return { first, more: rest.slice(first.length).trim() };
}
