import type { MatrixEvent } from 'matrix-js-sdk/lib/models/event.js';
import type { Room } from 'matrix-js-sdk/lib/models/room.js';
import type { RefusedEdit } from '../../../core/model/timeline.ts';
import { doubtOf } from './senderDoubts.sdk.ts';
import { awaitsDecryption } from './shownEvents.sdk.ts';

interface ShownEdit {
  /** What the event says now instead of its own content. */
  readonly content: Record<string, unknown> | null;
  /** The newest edit is none that may be shown. */
  readonly refused: RefusedEdit | null;
}

const unedited: ShownEdit = { content: null, refused: null };

/**
 * The newest edit by the rules of the specification (CS "Validity of replacement events"); the SDK looks at the sender only. An unencrypted
 * one of an encrypted message is the homeserver's word, or that of whoever holds the sender's token, not the sender's.
 */
export function shownEdit(room: Room, event: MatrixEvent): ShownEdit {
  if (event.isState() || event.isRedacted()) return unedited;
  const edits = [...editsOf(room, event)]
    .filter((edit) => !edit.isRedacted() && !edit.isDecryptionFailure() && !awaitsDecryption(edit))
    .sort(newestFirst);
  const valid = edits.find((edit) => faultOf(event, edit) === null);
  // One by somebody else is no edit of this message, and says nothing about it.
  const newest = edits.find((edit) => edit.getSender() === event.getSender());
  const refused = newest && newest !== valid ? faultOf(event, newest) : null;
  if (!valid && refused === null) return unedited;
  return { content: valid ? (valid.getOriginalContent()['m.new_content'] as Record<string, unknown>) : null, refused };
}

/** All that the SDK knows, not only the one that it chose. */
function editsOf(room: Room, event: MatrixEvent): Set<MatrixEvent> {
  const edits = new Set<MatrixEvent>();
  const eventId = event.getId();
  const related = eventId === undefined ? undefined : room.relations.getChildEventsForEvent(eventId, 'm.replace', event.getType());
  for (const edit of related?.getRelations() ?? []) edits.add(edit);
  const chosen = event.replacingEvent();
  if (chosen && ![...edits].some((edit) => edit.getId() === chosen.getId())) edits.add(chosen);
  return edits;
}

function faultOf(event: MatrixEvent, edit: MatrixEvent): RefusedEdit | null {
  if (event.isEncrypted() && !edit.isEncrypted()) return 'unencrypted';
  const replaces: unknown = edit.getOriginalContent()['m.new_content'];
  const fits =
    doubtOf(edit) === null &&
    edit.getSender() === event.getSender() &&
    edit.getRoomId() === event.getRoomId() &&
    edit.getType() === event.getType() &&
    !edit.isState() &&
    !isEdit(event) &&
    typeof replaces === 'object' &&
    replaces !== null &&
    !Array.isArray(replaces);
  return fits ? null : 'invalid';
}

function isEdit(event: MatrixEvent): boolean {
  const relation: unknown = event.getWireContent()['m.relates_to'];
  return typeof relation === 'object' && relation !== null && 'rel_type' in relation && relation.rel_type === 'm.replace';
}

/** CS "Event replacements": the latest counts; of two at one time, the one whose ID is the greater. */
function newestFirst(a: MatrixEvent, b: MatrixEvent): number {
  return (Number(b.getTs()) || 0) - (Number(a.getTs()) || 0) || ((b.getId() ?? '') < (a.getId() ?? '') ? -1 : 1);
}
