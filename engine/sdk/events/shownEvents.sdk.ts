import type { MatrixEvent } from 'matrix-js-sdk/lib/models/event.js';

/** Message-like types with a row of their own; all others are part of something else, or not for people. */
const messageTypes: ReadonlySet<string> = new Set([
  'm.room.message',
  'm.room.encrypted',
  'm.sticker',
  'm.poll.start',
  'org.matrix.msc3381.poll.start',
]);
/** Relations that change another event instead of standing for themselves (edits, reactions, verification steps). Threads stay in line. */
const hiddenRelations: ReadonlySet<string> = new Set(['m.replace', 'm.annotation', 'm.reference']);

/** The keys have not been tried yet: a moment later it is either readable or says why not. */
export function awaitsDecryption(event: MatrixEvent): boolean {
  return event.getType() === 'm.room.encrypted' && !event.isRedacted() && !event.isDecryptionFailure();
}

export function isShownMessage(event: MatrixEvent): boolean {
  if (event.isState() || !messageTypes.has(event.getType())) return false;
  const relation = event.getWireContent()?.['m.relates_to'] as { rel_type?: unknown } | undefined;
  if (typeof relation?.rel_type === 'string' && hiddenRelations.has(relation.rel_type)) return false;
  const msgtype: unknown = event.getOriginalContent()['msgtype'];
  return !(typeof msgtype === 'string' && msgtype.startsWith('m.key.verification.'));
}
