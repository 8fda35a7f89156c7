import { app } from 'electron';
import type { AccountSlot } from '../../core/features/accounts/hostCalls.ts';

export type Unread = Pick<AccountSlot, 'unreadCount' | 'mentionCount'>;

const nothing: Unread = { unreadCount: 0, mentionCount: 0 };

/** What is unread in each slot, and all of it together on the program's icon. */
export class UnreadCounts {
  private readonly counts = new Map<string, Unread>();

  of(slot: string): Unread {
    return this.counts.get(slot) ?? nothing;
  }

  put(slot: string, unread: Unread): void {
    this.counts.set(slot, unread);
    this.show();
  }

  /** The icon follows with the next `show`. */
  forget(slot: string): void {
    this.counts.delete(slot);
  }

  show(): void {
    app.setBadgeCount(badgeOf([...this.counts.values()]));
  }
}

/** Mentions count for more than all else that is unread. */
function badgeOf(counts: readonly Unread[]): number {
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
  const mentions = sum(counts.map(({ mentionCount }) => mentionCount));
  return mentions > 0 ? mentions : sum(counts.map(({ unreadCount }) => unreadCount));
}
