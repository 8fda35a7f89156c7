import type { OutboxEntry } from '../../core/contracts/store.ts';
import type { AppError } from '../../core/errors.ts';
import { ownMessage } from '../../core/features/sending/ownMessage.ts';
import type { Person } from '../../core/model/room.ts';
import { readError } from '../../core/readError.ts';
import type { MessageItem, SendState } from '../../core/model/timeline.ts';

/** How a message of the outbox looks in the timeline until its event is there. */
export function echoItem(entry: OutboxEntry, me: Person, isOnItsWay: boolean, encrypted: boolean): MessageItem {
  const content = parse(entry.content);
  const { txnId, eventId, ts } = entry;
  const msgtype = content['msgtype'] === 'm.emote' ? 'm.emote' : 'm.text';
  const written = { msgtype, body: stringOf(content['body']) ?? '', formattedBody: stringOf(content['formatted_body']) } as const;
  return ownMessage({ txnId, eventId, ts, sender: me, encrypted, send: sendState(entry, isOnItsWay) }, written);
}

function sendState(entry: OutboxEntry, isOnItsWay: boolean): SendState | null {
  if (entry.state === 'sent') return null;
  if (entry.state === 'failed') return { is: 'failed', error: savedError(entry.error) };
  return { is: isOnItsWay ? 'sending' : 'queued' };
}

function savedError(text: string | null): AppError {
  return readError(parse(text ?? '{}'));
}

function parse(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function stringOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
