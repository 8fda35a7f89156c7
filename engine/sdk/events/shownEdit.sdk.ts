import type { MatrixEvent } from 'matrix-js-sdk/lib/models/event.js';
import type { Room } from 'matrix-js-sdk/lib/models/room.js';
import { shownEdit as editOf, unedited, type EditSide, type ShownEdit } from '../../../core/features/timeline/shownEdit.ts';
import { field, isObject } from '../../../core/read/json.ts';
import { doubtOf } from './senderDoubts.sdk.ts';
import { awaitsDecryption } from './shownEvents.sdk.ts';

/** The newest edit that may be shown; the SDK looks at the sender only. */
export function shownEdit(room: Room, event: MatrixEvent): ShownEdit {
  return editAmong(event, [...editsOf(room, event)]);
}

/** The same among these. */
export function editAmong(event: MatrixEvent, edits: readonly MatrixEvent[]): ShownEdit {
  if (event.isRedacted()) return unedited;
  const readable = edits.filter((edit) => !edit.isRedacted() && !edit.isDecryptionFailure() && !awaitsDecryption(edit));
  return editOf(sideOf(event), readable.map(sideOf));
}

/** All that the SDK knows, not only the one that it chose. */
export function editsOf(room: Room, event: MatrixEvent): Set<MatrixEvent> {
  const edits = new Set<MatrixEvent>();
  const eventId = event.getId();
  const related = eventId === undefined ? undefined : room.relations.getChildEventsForEvent(eventId, 'm.replace', event.getType());
  for (const edit of related?.getRelations() ?? []) edits.add(edit);
  const chosen = event.replacingEvent();
  if (chosen && ![...edits].some((edit) => edit.getId() === chosen.getId())) edits.add(chosen);
  return edits;
}

function sideOf(event: MatrixEvent): EditSide {
  const content: unknown = event.getOriginalContent();
  return {
    eventId: event.getId() ?? '',
    roomId: event.getRoomId(),
    sender: event.getSender(),
    type: event.getType(),
    isState: event.isState(),
    isEdit: field(field(event.getWireContent(), 'm.relates_to'), 'rel_type') === 'm.replace',
    isEncrypted: event.isEncrypted(),
    isDoubted: doubtOf(event) !== null,
    ts: Number(event.getTs()) || 0,
    content: isObject(content) ? content : {},
  };
}
