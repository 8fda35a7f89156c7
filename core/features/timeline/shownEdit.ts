import type { RefusedEdit } from './model.ts';
import { isObject, type Json } from '../../read/json.ts';

/** A message, or what says that it replaces one; readable, and not redacted. */
export interface EditSide {
  readonly eventId: string;
  readonly roomId: string | undefined;
  readonly sender: string | undefined;
  /** The clear event's. */
  readonly type: string;
  readonly isState: boolean;
  /** It says that it replaces another. */
  readonly isEdit: boolean;
  readonly isEncrypted: boolean;
  /** Something speaks against its sender. */
  readonly isDoubted: boolean;
  readonly ts: number;
  readonly content: Json;
}

export interface ShownEdit {
  /** What the event says now instead of its own content. */
  readonly content: Json | null;
  /** The newest edit is none that may be shown. */
  readonly refused: RefusedEdit | null;
}

export const unedited: ShownEdit = { content: null, refused: null };

/**
 * The newest edit by the rules of the specification (CS "Validity of replacement events"). An unencrypted one of an encrypted message is
 * the homeserver's word, or that of whoever holds the sender's token, not the sender's.
 */
export function shownEdit(original: EditSide, edits: readonly EditSide[]): ShownEdit {
  if (original.isState || edits.length === 0) return unedited;
  const sorted = edits.toSorted(newestFirst);
  const valid = sorted.find((edit) => faultOf(original, edit) === null);
  // One by somebody else is no edit of this message, and says nothing about it.
  const newest = sorted.find((edit) => edit.sender === original.sender);
  const refused = newest && newest !== valid ? faultOf(original, newest) : null;
  if (!valid && refused === null) return unedited;
  return { content: valid ? (valid.content['m.new_content'] as Json) : null, refused };
}

function faultOf(original: EditSide, edit: EditSide): RefusedEdit | null {
  if (original.isEncrypted && !edit.isEncrypted) return 'unencrypted';
  const fits =
    !edit.isDoubted &&
    edit.sender === original.sender &&
    edit.roomId === original.roomId &&
    edit.type === original.type &&
    !edit.isState &&
    !original.isEdit &&
    isObject(edit.content['m.new_content']);
  return fits ? null : 'invalid';
}

/** CS "Event replacements": the latest counts; of two at one time, the one whose ID is the greater. */
function newestFirst(a: EditSide, b: EditSide): number {
  return b.ts - a.ts || (b.eventId < a.eventId ? -1 : 1);
}
