import type { EventId, UserId } from '../../ids.ts';
import type { EventRow, ReceiptRow } from '../history/rows.ts';
import type { Line } from './line.ts';

/** With the place of its event in this line, which may lie beyond the window; null: it has none that is known. */
export interface PlacedReceipt extends ReceiptRow {
  readonly pos: number | null;
}

/**
 * Who has read the line up to where. Places are remembered that a window knows no more: who has read on beyond its end does not stand in
 * it.
 */
export class Readers {
  private readonly receipts = new Map<UserId, Map<string, PlacedReceipt>>();
  private readonly byEvent = new Map<EventId, Set<PlacedReceipt>>();
  /** The highest place of what each person has sent. */
  private readonly sent = new Map<UserId, number>();
  /** It was told of all that came above the window. */
  private knowsAbove = false;

  /** Places may be others by now, and what stands above is no longer known. */
  forgetPlaces(): void {
    this.sent.clear();
    this.knowsAbove = false;
    for (const receipt of [...this.receipts.values()].flatMap((ofUser) => [...ofUser.values()])) this.put({ ...receipt, pos: null });
  }

  /** Those of a thread say nothing of the room (CS "Threaded read receipts"), and private ones are one's own. */
  put(receipt: PlacedReceipt): void {
    const { userId, thread, isPrivate, eventId } = receipt;
    if (isPrivate || (thread !== '' && thread !== 'main')) return;
    const ofUser = this.receipts.get(userId) ?? new Map<string, PlacedReceipt>();
    const before = ofUser.get(thread);
    if (before) this.unlink(before);
    this.receipts.set(userId, ofUser.set(thread, receipt));
    this.byEvent.set(eventId, (this.byEvent.get(eventId) ?? new Set()).add(receipt));
  }

  /** An event of the line, in the window or beyond it. */
  pass({ eventId, sender }: EventRow, pos: number): void {
    this.sent.set(sender, Math.max(this.sent.get(sender) ?? -Infinity, pos));
    for (const receipt of [...(this.byEvent.get(eventId) ?? [])]) this.put({ ...receipt, pos });
  }

  /**
   * At which event of the line each person's reading ends: at the receipt, or at what they have sent themselves since. `isNewest` false:
   * the line goes on; where it was never known to its end, those who have no receipt may have read what comes.
   */
  ends(line: Line, me: UserId, isNewest: boolean): ReadonlyMap<EventId, readonly UserId[]> {
    this.knowsAbove ||= isNewest;
    const ends = new Map<EventId, UserId[]>();
    // In an order that does not hang on which came first.
    for (const userId of [...new Set([...this.receipts.keys(), ...this.sent.keys()])].sort()) {
      const eventId = userId === me ? undefined : line.at(this.endOf(userId, line));
      if (eventId !== undefined) ends.set(eventId, [...(ends.get(eventId) ?? []), userId]);
    }
    return ends;
  }

  private endOf(userId: UserId, line: Line): number {
    const receipts = [...(this.receipts.get(userId)?.values() ?? [])];
    const read = Math.max(-Infinity, ...receipts.map(({ eventId, pos }) => line.posOf(eventId) ?? pos ?? -Infinity));
    return this.knowsAbove || read > -Infinity ? Math.max(read, this.sent.get(userId) ?? -Infinity) : -Infinity;
  }

  private unlink(receipt: PlacedReceipt): void {
    const others = this.byEvent.get(receipt.eventId);
    others?.delete(receipt);
    if (others?.size === 0) this.byEvent.delete(receipt.eventId);
  }
}
