import type { MatrixEvent } from 'matrix-js-sdk/lib/models/event.js';
import { isShownMessage as isShown } from '../../../core/features/timeline/isShownMessage.ts';
import { field, isObject } from '../../../core/read/json.ts';

/** The keys have not been tried yet: a moment later it is either readable or says why not. */
export function awaitsDecryption(event: MatrixEvent): boolean {
  return event.getType() === 'm.room.encrypted' && !event.isRedacted() && !event.isDecryptionFailure();
}

export function isShownMessage(event: MatrixEvent): boolean {
  const content: unknown = event.getOriginalContent();
  const relType = field(field(event.getWireContent(), 'm.relates_to'), 'rel_type');
  return !event.isState() && isShown(event.getType(), relType, isObject(content) ? content : {});
}
