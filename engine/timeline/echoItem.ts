import type { OutboxEntry } from '../../core/features/sending/storeCalls.ts';
import type { AppError } from '../../core/errors.ts';
import { keptFilesOf } from '../../core/features/sending/fileContent.ts';
import { relationOf, writtenOf } from '../../core/features/sending/messageContent.ts';
import { ownMessage } from '../../core/features/sending/ownMessage.ts';
import { unsentBody } from '../../core/features/media/attachment.ts';
import type { EventId } from '../../core/ids.ts';
import type { Person } from '../../core/features/rooms/model.ts';
import { messageBody } from '../../core/features/timeline/messageBody.ts';
import { isObject, type Json } from '../../core/read/json.ts';
import { readError } from '../../core/readError.ts';
import type { Answered, MessageItem, SendState } from '../../core/features/timeline/model.ts';

/** How a message of the outbox looks in the timeline until its event is there. */
export function echoItem(
  entry: OutboxEntry,
  me: Person,
  isOnItsWay: boolean,
  encrypted: boolean,
  answered: (eventId: EventId) => Answered,
): MessageItem {
  const { txnId, eventId, ts, content } = entry;
  const own = ownMessage({ txnId, eventId, ts, sender: me, encrypted, send: sendState(entry, isOnItsWay) }, writtenOf(content));
  const kept = keptFilesOf(content);
  const body = kept
    ? unsentBody(jsonOf(content), kept.file)
    : entry.eventType === 'm.room.message'
      ? own.body
      : messageBody(entry.eventType, jsonOf(content));
  const item = { ...own, body };
  const relation = relationOf(content);
  return relation?.is === 'reply' ? { ...item, replyTo: answered(relation.eventId) } : item;
}

function jsonOf(content: string): Json {
  const value: unknown = JSON.parse(content);
  return isObject(value) ? value : {};
}

/** Null: the server has it. */
export function sendState(entry: OutboxEntry, isOnItsWay: boolean): SendState | null {
  if (entry.state === 'sent') return null;
  if (entry.state === 'failed') return { is: 'failed', error: savedError(entry.error) };
  return { is: isOnItsWay ? 'sending' : 'queued' };
}

function savedError(text: string | null): AppError {
  try {
    return readError(JSON.parse(text ?? '{}'));
  } catch {
    return readError({});
  }
}
