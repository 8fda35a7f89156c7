import type { EventId } from '../ids.ts';
import { isAlias, isEventId, isRoomId, isServerName, isUser } from './identifiers.ts';
import type { LinkAction, MatrixLink } from './matrixLink.ts';

/** Longer ones name nothing that people would pass on. */
export const longestLink = 2_048;
const maxServers = 20;

const uri = /^matrix:/i;
const matrixTo = /^https?:\/\/(?:www\.)?matrix\.to\/?#\/?/i;

/** Whether it wants to be a link into Matrix, right or wrong: such a one is never given to a browser. */
export const isMatrixLink = (text: string): boolean => uri.test(text) || matrixTo.test(text);

/**
 * Reads a `matrix:` URI or a matrix.to address (Appendices, "URIs"); null: it names nothing. Of any text, and never throws. Written by
 * strangers: it is read once, decoded once, and only what the grammar knows comes out of it.
 */
export function parseMatrixLink(text: string): MatrixLink | null {
  if (text.length > longestLink) return null;
  if (uri.test(text)) return readUri(text.slice('matrix:'.length));
  const found = matrixTo.exec(text);
  return found ? readMatrixTo(text.slice(found[0].length)) : null;
}

/** What people type or paste where rooms are looked for: a link, or an identifier as it stands. */
export function parseTyped(text: string): MatrixLink | null {
  const typed = text.trim();
  return parseMatrixLink(typed) ?? (/^[@#!]/.test(typed) ? named([typed], '') : null);
}

const kinds: ReadonlyMap<string, string> = new Map([
  ['u', '@'],
  ['r', '#'],
  ['roomid', '!'],
]);

function readUri(rest: string): MatrixLink | null {
  const [withoutFragment = ''] = rest.split('#', 1);
  const [path, query = ''] = cutAt(withoutFragment, '?');
  const [kind = '', id = '', ...more] = path.split('/');
  const sigil = kinds.get(kind);
  if (sigil === undefined) return null;
  if (more.length === 0) return named([decoded(id, sigil)], query);
  const [child, eventId = '', tooMuch] = more;
  return child === 'e' && tooMuch === undefined ? named([decoded(id, sigil), decoded(eventId, '$')], query) : null;
}

function readMatrixTo(rest: string): MatrixLink | null {
  const [path, query = ''] = cutAt(rest, '?');
  return named(
    path.split('/').map((part) => decoded(part, '')),
    query,
  );
}

/** `ids`: with their sigils; one that could not be decoded is null. */
function named(ids: readonly (string | null)[], query: string): MatrixLink | null {
  const [id, child = '', tooMuch] = ids;
  if (id === null || id === undefined || child === null || tooMuch !== undefined) return null;
  const { via, action } = readQuery(query);
  if (isUser(id)) return child === '' ? { is: 'user', userId: id, action } : null;
  if (!isAlias(id) && !isRoomId(id)) return null;
  const eventId: EventId | null = child !== '' && isEventId(child) ? child : null;
  return child !== '' && eventId === null ? null : { is: 'room', room: id, eventId, via, action };
}

/** What is not known in it is passed over, as the specification asks. */
function readQuery(query: string): { readonly via: readonly string[]; readonly action: LinkAction | null } {
  const via = new Set<string>();
  let action: LinkAction | null = null;
  for (const item of query.split('&')) {
    const [name, raw = ''] = cutAt(item, '=');
    const value = decoded(raw, '') ?? '';
    if (name === 'via' && via.size < maxServers && isServerName(value)) via.add(value);
    if (name === 'action' && action === null && (value === 'join' || value === 'chat')) action = value;
  }
  return { via: [...via], action };
}

function decoded(part: string, sigil: string): string | null {
  try {
    return sigil + decodeURIComponent(part);
  } catch {
    return null;
  }
}

function cutAt(text: string, mark: string): readonly [string, string?] {
  const at = text.indexOf(mark);
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
