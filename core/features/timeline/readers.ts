import type { EventId, UserId } from '../../ids.ts';
import type { ReceiptRow } from '../history/rows.ts';
import type { KnownRows } from './knownRows.ts';
import type { Line } from './line.ts';

/** Who has read the room up to where. */
export class Readers {
  private readonly receipts = new Map<UserId, Map<string, ReceiptRow>>();

  /** Those of a thread say nothing of the room (CS "Threaded read receipts"), and private ones are one's own. */
  put({ userId, thread, ...more }: ReceiptRow): void {
    if (more.isPrivate || (thread !== '' && thread !== 'main')) return;
    const ofUser = this.receipts.get(userId) ?? new Map<string, ReceiptRow>();
    this.receipts.set(userId, ofUser.set(thread, { userId, thread, ...more }));
  }

  /**
   * At which event of the line each person's reading ends: at the receipt, or at what they have sent themselves since. `isNewest` false: what is
   * newer than the line's end is not known, and those who have no receipt in it may have read that.
   */
  ends(line: Line, rows: KnownRows, me: UserId, isNewest: boolean): ReadonlyMap<EventId, readonly UserId[]> {
    const last = new Map<UserId, { readonly pos: number; readonly eventId: EventId }>();
    const reach = (userId: UserId, eventId: EventId, pos: number): void => {
      if (userId !== me && pos > (last.get(userId)?.pos ?? -Infinity)) last.set(userId, { pos, eventId });
    };
    for (const [userId, ofUser] of this.receipts) {
      for (const { eventId } of ofUser.values()) reach(userId, eventId, line.posOf(eventId) ?? -Infinity);
    }
    for (const { eventId, pos } of line.places) {
      const sender = rows.get(eventId)?.row.sender;
      if (sender !== undefined && (isNewest || last.has(sender))) reach(sender, eventId, pos);
    }
    const ends = new Map<EventId, UserId[]>();
    // In an order that does not hang on which came first.
    const inOrder = [...last].sort(([a], [b]) => (a < b ? -1 : 1));
    for (const [userId, { eventId }] of inOrder) ends.set(eventId, [...(ends.get(eventId) ?? []), userId]);
    return ends;
  }
}
