import type { Json } from '../../../core/read/json.ts';
import { isObject, isUnsafeName } from '../../../core/read/json.ts';
import { tidyEvents } from './tidyEvents.ts';

/** Receipts and who types, one by one: a receipt that cannot be read costs none of the others. */
export function tidyEphemeral(room: Json): number {
  let dropped = 0;
  const events = tidyEvents(room, 'ephemeral', (event) => {
    if (!isObject(event) || typeof event.type !== 'string' || !isObject(event.content)) return false;
    if (event.type === 'm.receipt') dropped += tidyReceipts(event.content);
    if (event.type === 'm.typing') return isTyping(event.content);
    return true;
  });
  return events + dropped;
}

function isTyping({ user_ids: users }: Json): boolean {
  return Array.isArray(users) && users.every((user) => typeof user === 'string');
}

/** Event to kind to user to receipt. */
function tidyReceipts(content: Json): number {
  let dropped = sift(content, isObject);
  for (const kinds of Object.values(content) as Json[]) {
    dropped += sift(kinds, isObject);
    for (const users of Object.values(kinds) as Json[]) dropped += sift(users, isReceipt);
  }
  return dropped;
}

function sift(holder: Json, fits: (value: unknown) => boolean): number {
  let dropped = 0;
  for (const [name, value] of Object.entries(holder)) {
    if (!isUnsafeName(name) && fits(value)) continue;
    delete holder[name];
    dropped++;
  }
  return dropped;
}

function isReceipt(receipt: unknown): boolean {
  return (
    isObject(receipt) &&
    (receipt.ts === undefined || typeof receipt.ts === 'number') &&
    (receipt.thread_id === undefined || typeof receipt.thread_id === 'string')
  );
}
