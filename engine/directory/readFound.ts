import type { UserId } from '../../core/ids.ts';
import { isAlias, isRoomId, isUser } from '../../core/links/identifiers.ts';
import type { FoundPerson, FoundRooms } from '../../core/features/directory/model.ts';
import type { RoomCard } from '../../core/features/links/model.ts';
import { isObject } from '../../core/read/json.ts';
import { personName } from '../../core/text/personName.ts';
import { readRoomCard } from '../../core/features/links/readRoomCard.ts';

/** So many are asked for, and shown. */
export const maxFound = 30;

interface FoundByServer {
  readonly people: readonly { readonly userId: UserId; readonly name: string }[];
  readonly more: boolean;
}

/** The answer of `POST /user_directory/search`: one bad result costs itself only. */
export function readFoundPeople(answer: unknown): FoundByServer {
  if (!isObject(answer) || !Array.isArray(answer.results)) return { people: [], more: false };
  const results: readonly unknown[] = answer.results;
  const people = results.slice(0, maxFound).flatMap((one) => {
    if (!isObject(one) || typeof one.user_id !== 'string' || !isUser(one.user_id)) return [];
    return [{ userId: one.user_id, name: personName(one.display_name, one.user_id) }];
  });
  return { people, more: answer.limited === true || results.length > maxFound };
}

/** The answer of `POST /publicRooms`, which may come from a stranger's server. */
export function readFoundRooms(answer: Record<string, unknown>): FoundRooms {
  const chunk: readonly unknown[] = Array.isArray(answer.chunk) ? answer.chunk : [];
  const rooms = chunk.slice(0, maxFound).flatMap((one) => readFoundRoom(one) ?? []);
  const next = answer.next_batch;
  return { rooms, next: typeof next === 'string' && next !== '' && next.length <= 4_096 && chunk.length > 0 ? next : null };
}

function readFoundRoom(one: unknown): RoomCard | null {
  if (!isObject(one) || typeof one.room_id !== 'string' || !isRoomId(one.room_id)) return null;
  const alias = one.canonical_alias;
  const card = readRoomCard(typeof alias === 'string' && isAlias(alias) ? alias : one.room_id, one);
  // CS "published room directory": the rule is public where none is named.
  return { ...card, entry: one.join_rule === undefined ? 'open' : card.entry };
}

/** Those one chats with already first, then names that begin with what was typed, then the rest by name. */
export function byNearness(people: readonly FoundPerson[], text: string): FoundPerson[] {
  const wanted = text.toLocaleLowerCase();
  const rank = ({ name, userId, chat }: FoundPerson): number => {
    const begins = name.toLocaleLowerCase().startsWith(wanted) || userId.toLocaleLowerCase().startsWith(`@${wanted.replace(/^@/, '')}`);
    return (chat === null ? 2 : 0) + (begins ? 0 : 1);
  };
  return people.toSorted((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : a.name > b.name ? 1 : a.userId < b.userId ? -1 : 1));
}
