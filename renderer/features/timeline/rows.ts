import type { EventId } from '../../../core/ids.ts';
import type { BrokenItem, MessageItem, StateItem, TimelineItem } from '../../../core/features/timeline/model.ts';
import { dayOf } from '../../words/format.ts';

/** One row of the virtualised timeline. `fresh`: the "New" line lies on its upper edge. */
export type Row =
  | { readonly kind: 'top'; readonly key: 'top' }
  | { readonly kind: 'day'; readonly key: string; readonly ts: number }
  | {
      readonly kind: 'message';
      readonly key: string;
      readonly item: MessageItem;
      /** Begins a group: shows face, name and time. */
      readonly head: boolean;
      readonly fresh: boolean;
      /** Sent unencrypted although the room is encrypted. */
      readonly bare: boolean;
    }
  | { readonly kind: 'states'; readonly key: string; readonly items: readonly StateItem[]; readonly fresh: boolean }
  /** What could not be made into an item. */
  | { readonly kind: 'broken'; readonly key: string; readonly item: BrokenItem }
  | { readonly kind: 'end'; readonly key: 'end' };

const groupMs = 5 * 60_000;

interface Reading {
  readonly newAfter: EventId | null;
  readonly roomEncrypted: boolean;
}

/** Days, groups of one sender, runs of state events and the "New" line, made of the plain list. */
export function buildRows(items: readonly TimelineItem[], { newAfter, roomEncrypted }: Reading): Row[] {
  const rows: Row[] = [{ kind: 'top', key: 'top' }];
  const freshId = firstFresh(items, newAfter)?.id;
  const encryptedFrom = roomEncrypted ? encryptionBegins(items) : Infinity;
  let day: number | null = null;
  // A clock that runs wrong brings a day back.
  const days = new Set<number>();
  let head: MessageItem | null = null;
  items.forEach((item, index) => {
    // Its date is not to be relied on: it belongs to the day that it stands in.
    if (item.kind === 'broken') {
      rows.push({ kind: 'broken', key: item.id, item });
      head = null;
      return;
    }
    const itemDay = dayOf(item.ts);
    if (itemDay !== day) {
      rows.push({ kind: 'day', key: days.has(itemDay) ? `day ${itemDay} ${item.id}` : `day ${itemDay}`, ts: item.ts });
      days.add(itemDay);
      day = itemDay;
      head = null;
    }
    const fresh = item.id === freshId;
    if (item.kind === 'state') {
      head = null;
      addState(rows, item, fresh);
      return;
    }
    const begins = head === null || fresh || !sameGroup(head, item);
    if (begins) head = item;
    const bare = index >= encryptedFrom && !item.encrypted && item.send === null && item.body.type !== 'redacted';
    rows.push({ kind: 'message', key: item.id, item, head: begins, fresh, bare });
  });
  rows.push({ kind: 'end', key: 'end' });
  return rows;
}

/** Measured from the head of the group, so that a group has an end. A clock that ran backwards begins a new one. */
function sameGroup(head: MessageItem, item: MessageItem): boolean {
  return head.sender.userId === item.sender.userId && item.ts - head.ts <= groupMs && item.ts >= head.ts - 60_000;
}

function addState(rows: Row[], item: StateItem, fresh: boolean): void {
  const last = rows.at(-1);
  if (last?.kind === 'states' && !fresh) rows[rows.length - 1] = { ...last, items: [...last.items, item] };
  else rows.push({ kind: 'states', key: `states ${item.id}`, items: [item], fresh });
}

/** The first message of somebody else behind `newAfter`; none where that event is not loaded. */
export function firstFresh(items: readonly TimelineItem[], newAfter: EventId | null): TimelineItem | undefined {
  const at = newAfter === null ? -1 : items.findIndex((item) => item.eventId === newAfter);
  return at < 0 ? undefined : items.slice(at + 1).find(isFromOthers);
}

export function countFresh(items: readonly TimelineItem[], newAfter: EventId | null): number {
  const at = newAfter === null ? -1 : items.findIndex((item) => item.eventId === newAfter);
  return at < 0 ? 0 : items.slice(at + 1).filter(isFromOthers).length;
}

const isFromOthers = (item: TimelineItem): boolean => item.kind === 'message' && !item.own;

function encryptionBegins(items: readonly TimelineItem[]): number {
  return items.findLastIndex((item) => item.kind === 'state' && item.change.what === 'encryptionOn') + 1;
}

/** Whether `next` is `before` with rows put in front (behind the row that is always on top). */
export function grewAtFront(before: readonly Row[], next: readonly Row[]): boolean {
  return (
    next.length > before.length && before.length > 2 && before.at(-2)?.key === next.at(-2)?.key && firstItem(before) !== firstItem(next)
  );
}

/** Days can stay while what is under them changes. */
function firstItem(rows: readonly Row[]): string | undefined {
  return rows.find((row) => row.kind === 'message' || row.kind === 'states')?.key;
}
