import type { Json } from '../../read/json.ts';

/** Message-like types with a row of their own; all others are part of something else, or not for people. */
const messageTypes: ReadonlySet<string> = new Set([
  'm.room.message',
  'm.room.encrypted',
  'm.sticker',
  'm.poll.start',
  'org.matrix.msc3381.poll.start',
]);
/** Relations that change another event instead of standing for themselves (edits, reactions, verification steps). Threads stay in line. */
const hiddenRelations: ReadonlySet<unknown> = new Set(['m.replace', 'm.annotation', 'm.reference']);

/** Whether an event that is no state has a row of its own. `relType` stands in the clear also on an encrypted event. */
export function isShownMessage(type: string, relType: unknown, content: Json): boolean {
  if (!messageTypes.has(type) || hiddenRelations.has(relType)) return false;
  const { msgtype } = content;
  return !(typeof msgtype === 'string' && msgtype.startsWith('m.key.verification.'));
}
