import type { OutboxEntry } from '../../core/features/sending/storeCalls.ts';
import { isOfReaction, relationOf, targetOf, writtenOf } from '../../core/features/sending/messageContent.ts';
import { isPollEnd, isPollStart, isPollVote, selectionsOf } from '../../core/features/polls/pollEvents.ts';
import { withOwnVote } from '../../core/features/polls/tally.ts';
import type { EventId } from '../../core/ids.ts';
import type { Person } from '../../core/features/rooms/model.ts';
import type { MessageItem, Reaction, TimelineItem } from '../../core/features/timeline/model.ts';
import { sendState } from './echoItem.ts';

/** Whether an entry of the outbox has a row of its own; edits, reactions and deletions change one that is there. */
export const hasRow = ({ eventType, content }: OutboxEntry): boolean =>
  isPollStart(eventType) || (eventType === 'm.room.message' && relationOf(content)?.is !== 'edit');

/** The timeline as it is once the server has what waits: edited, deleted, reacted to. */
export function withWaiting(
  items: readonly TimelineItem[],
  entries: readonly OutboxEntry[],
  me: Person,
  isOnItsWay: (entry: OutboxEntry) => boolean,
): readonly TimelineItem[] {
  if (entries.length === 0) return items;
  const changed = [...items];
  for (const entry of entries) {
    const at = indexOf(changed, entry);
    const item = changed[at];
    if (item?.kind === 'message') changed[at] = changedBy(item, entry, me, isOnItsWay(entry));
  }
  return changed;
}

function indexOf(items: readonly TimelineItem[], { eventType, content }: OutboxEntry): number {
  const relation = relationOf(content);
  const eventId: EventId | undefined = eventType === 'm.room.message' ? relation?.eventId : targetOf(eventType, content)?.eventId;
  if (eventId === undefined) return -1;
  const at = items.findIndex((item) => item.eventId === eventId);
  if (at >= 0 || eventType !== 'm.room.redaction') return at;
  return items.findIndex((item) => item.kind === 'message' && item.reactions?.some(({ own }) => own === eventId));
}

function changedBy(item: MessageItem, entry: OutboxEntry, me: Person, isOnItsWay: boolean): MessageItem {
  const { eventType, content, txnId } = entry;
  const target = targetOf(eventType, content);
  if (entry.state === 'failed' && isOfReaction(eventType, content)) return item;
  if (eventType === 'm.reaction') return { ...item, reactions: withReaction(item.reactions ?? [], target?.key ?? '', entry, me) };
  if (eventType === 'm.room.redaction' && target?.eventId !== item.eventId)
    return { ...item, reactions: withoutReaction(item.reactions ?? [], target?.eventId ?? null, me) };
  if (isPollVote(eventType) || isPollEnd(eventType)) return withPollChange(item, entry, isOnItsWay);
  const send = sendState(entry, isOnItsWay);
  if (send === null) return eventType === 'm.room.redaction' ? deleted(item) : edited(item, content);
  if (send.is === 'failed') return { ...item, change: { is: eventType === 'm.room.redaction' ? 'delete' : 'edit', txnId, send } };
  if (eventType === 'm.room.redaction') return { ...deleted(item), change: { is: 'delete', txnId, send } };
  return { ...edited(item, content), change: { is: 'edit', txnId, send } };
}

/** Voted, or ended; what the server refused is said, and not shown as if it were so. */
function withPollChange(item: MessageItem, entry: OutboxEntry, isOnItsWay: boolean): MessageItem {
  const { eventType, content, txnId } = entry;
  if (item.body.type !== 'poll') return item;
  const is = isPollVote(eventType) ? 'vote' : 'end';
  const send = sendState(entry, isOnItsWay);
  if (send?.is === 'failed') return { ...item, change: { is, txnId, send } };
  const body = is === 'vote' ? withOwnVote(item.body, votedFor(content)) : { ...item.body, ended: true };
  return send === null ? { ...item, body } : { ...item, body, change: { is, txnId, send } };
}

function votedFor(content: string): readonly string[] {
  try {
    return selectionsOf(JSON.parse(content)) ?? [];
  } catch {
    return [];
  }
}

const deleted = (item: MessageItem): MessageItem => ({ ...item, body: { type: 'redacted' }, reactions: [] });

function edited(item: MessageItem, content: string): MessageItem {
  const { body, formattedBody, msgtype } = writtenOf(content);
  return { ...item, edited: true, body: { type: msgtype === 'm.emote' ? 'emote' : 'text', text: body, html: formattedBody } };
}

function withReaction(reactions: readonly Reaction[], key: string, { txnId, eventId }: OutboxEntry, me: Person): readonly Reaction[] {
  // What the server has is taken back by a deletion, what waits by being thrown away.
  const mine = eventId === null ? { own: null, waiting: txnId } : { own: eventId };
  const known = reactions.find((reaction) => reaction.key === key);
  if (!known) return [...reactions, { key, count: 1, by: [me], ...mine }];
  if (known.own !== null) return reactions;
  return reactions.map((one) => (one === known ? { ...one, count: one.count + 1, by: [...one.by, me], ...mine } : one));
}

function withoutReaction(reactions: readonly Reaction[], own: EventId | null, me: Person): readonly Reaction[] {
  return reactions.flatMap((one) => {
    if (own === null || one.own !== own) return [one];
    return one.count > 1 ? [{ ...one, count: one.count - 1, by: one.by.filter(({ userId }) => userId !== me.userId), own: null }] : [];
  });
}
