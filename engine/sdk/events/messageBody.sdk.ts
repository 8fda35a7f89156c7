import type { MatrixEvent } from 'matrix-js-sdk/lib/models/event.js';
import { messageBody as bodyOf } from '../../../core/features/timeline/messageBody.ts';
import { undecryptableReason } from '../../../core/features/timeline/undecryptableReason.ts';
import type { MessageBody } from '../../../core/features/timeline/model.ts';
import { isObject } from '../../../core/read/json.ts';

/** What an event says, or what its edit says instead. */
export function messageBody(event: MatrixEvent, edited: Record<string, unknown> | null): MessageBody {
  if (event.isRedacted()) return { type: 'redacted' };
  if (event.isDecryptionFailure()) return { type: 'undecryptable', reason: undecryptableReason(event.decryptionFailureReason) };
  const content: unknown = event.getOriginalContent();
  // Content that is no object says nothing.
  return bodyOf(String(event.getType()), edited ?? (isObject(content) ? content : {}));
}
