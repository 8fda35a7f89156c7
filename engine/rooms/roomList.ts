import type { RoomId } from '../../core/ids.ts';
import type { RoomSummary } from '../../core/features/rooms/model.ts';
import { ListFeed } from '../feeds/listFeed.ts';
import { sameData } from '../../core/sameData.ts';

interface UnreadSum {
  readonly unreadCount: number;
  readonly mentionCount: number;
}

/** The rows of the room list; only rooms that changed are touched, and each change is one patch. */
export class RoomList {
  readonly feed = new ListFeed<RoomSummary>(sameData);
  private readonly rows = new Map<RoomId, RoomSummary>();
  private readonly drafts: Set<RoomId>;
  /** What the server does not say yet. */
  private readonly marked = new Map<RoomId, boolean>();
  /** What it says. */
  private readonly markedThere = new Map<RoomId, boolean>();

  constructor(drafts: Iterable<RoomId> = []) {
    this.drafts = new Set(drafts);
  }

  get(roomId: RoomId): RoomSummary | undefined {
    return this.rows.get(roomId);
  }

  get all(): readonly RoomSummary[] {
    return this.feed.current ?? [];
  }

  /** Returns the rows that really differ from what was known. */
  change(changed: readonly RoomSummary[], gone: readonly RoomId[], all: boolean): { rows: RoomSummary[]; gone: RoomId[] } {
    const left = all ? this.missingIn(changed) : gone.filter((roomId) => this.rows.has(roomId));
    for (const roomId of left) this.rows.delete(roomId);
    const rows = changed.map((row) => this.withOwn(row)).filter((row) => !sameData(this.rows.get(row.id), row));
    for (const row of rows) this.rows.set(row.id, row);
    if (rows.length > 0 || left.length > 0 || !this.feed.current) this.publish();
    return { rows, gone: left };
  }

  setDraft(roomId: RoomId, has: boolean): RoomSummary | null {
    if (has) this.drafts.add(roomId);
    else this.drafts.delete(roomId);
    const row = this.rows.get(roomId);
    if (!row || row.hasDraft === has) return null;
    const next = { ...row, hasDraft: has };
    this.rows.set(roomId, next);
    this.publish();
    return next;
  }

  /** Null: as the server says. */
  setMarked(roomId: RoomId, unread: boolean | null): RoomSummary | null {
    if (unread === null) this.marked.delete(roomId);
    else this.marked.set(roomId, unread);
    const row = this.rows.get(roomId);
    const markedUnread = unread ?? this.markedThere.get(roomId) ?? false;
    if (!row || (row.markedUnread ?? false) === markedUnread) return null;
    const next = withMark(row, markedUnread);
    this.rows.set(roomId, next);
    this.publish();
    return next;
  }

  get unread(): UnreadSum {
    const sum = { unreadCount: 0, mentionCount: 0 };
    for (const row of this.rows.values()) {
      sum.unreadCount += row.membership === 'invite' ? 1 : row.unreadCount;
      sum.mentionCount += row.mentionCount;
    }
    return sum;
  }

  private missingIn(rows: readonly RoomSummary[]): RoomId[] {
    const kept = new Set(rows.map((row) => row.id));
    return [...this.rows.keys()].filter((roomId) => !kept.has(roomId));
  }

  /** With what only this device knows. */
  private withOwn(row: RoomSummary): RoomSummary {
    this.markedThere.set(row.id, row.markedUnread ?? false);
    return { ...withMark(row, this.marked.get(row.id) ?? row.markedUnread ?? false), hasDraft: this.drafts.has(row.id) };
  }

  private publish(): void {
    this.feed.set([...this.rows.values()].sort(byActivity));
  }
}

function withMark({ markedUnread: _, ...row }: RoomSummary, markedUnread: boolean): RoomSummary {
  return markedUnread ? { ...row, markedUnread } : row;
}

/** Invites before all, then the newest; the ID decides between equals so that rows never swap without a reason. */
function byActivity(a: RoomSummary, b: RoomSummary): number {
  if (a.membership !== b.membership) return a.membership === 'invite' ? -1 : 1;
  if (a.lastActiveTs !== b.lastActiveTs) return b.lastActiveTs - a.lastActiveTs;
  return a.id < b.id ? -1 : 1;
}
