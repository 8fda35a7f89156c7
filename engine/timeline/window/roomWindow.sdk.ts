import type { MatrixClient } from 'matrix-js-sdk/lib/client.js';
import type { Room } from 'matrix-js-sdk/lib/models/room.js';
import type { Client } from '../../../core/contracts/contract.ts';
import type { StoreContract } from '../../../core/contracts/store.ts';
import type { EventRow, GapRow } from '../../../core/features/history/rows.ts';
import type { TimelineItem } from '../../../core/features/timeline/model.ts';
import type { TimelineRows } from '../../../core/features/timeline/storeCalls.ts';
import { TimelineWindow } from '../../../core/features/timeline/timelineWindow.ts';
import type { EventId, RoomId, UserId } from '../../../core/ids.ts';
import type { Log } from '../../log.ts';
import type { SdkHistory } from '../../sdk/history.sdk.ts';
import type { PageKnowledge } from '../liveTimelines.ts';
import { oneAtATime } from '../oneAtATime.ts';
import type { RoomSink } from '../shownRoom.ts';
import { mentionJudge } from './mentions.sdk.ts';
import { OpenedRows } from './openedRows.ts';
import type { PageBack } from './pageBack.sdk.ts';
import { answeredBy, Quotes } from './quotes.sdk.ts';
import { peopleOf, receiptsOf } from './roomPeople.sdk.ts';
import { RoomRows } from './roomRows.ts';
import { SenderTrusts } from './senderTrusts.ts';
import { shownItem } from './shownItem.ts';

/** Longest time that a screen waits to be decrypted before it is shown with what is readable. */
const decryptWithinMs = 800;
/** Holes that nobody is shown are looked into, so often at the most. */
const mostLooks = 8;
const pageSize = 50;
/** Beyond so many, all but the newest go once nobody reads above them. */
const mostItems = 400;
const keptItems = 200;
const unlimited = { items: Infinity, places: Infinity };

export interface RoomWindowParts extends PageKnowledge {
  readonly client: MatrixClient;
  readonly store: Client<StoreContract>['calls'];
  readonly history: SdkHistory;
  readonly pageBack: PageBack;
  /** How often the devices of anybody have changed. */
  readonly deviceChanges: () => number;
  readonly log: Log;
}

/** The end of a room's history as somebody looks at it, read again whenever it has changed, one run at a time. */
export class RoomWindow {
  items: readonly TimelineItem[] = [];
  private closed = false;
  private readonly shown = new Set<string>();
  private looks = 0;
  private askedAt = -1;
  readonly roomId: RoomId;
  private readonly sink: RoomSink;
  private readonly parts: RoomWindowParts;
  private readonly window: TimelineWindow;
  private readonly rows: RoomRows;
  private readonly opened: OpenedRows;
  private readonly trusts: SenderTrusts;
  private readonly quotes: Quotes;

  constructor(roomId: RoomId, sink: RoomSink, parts: RoomWindowParts, first?: number) {
    const { client, store, history, pageBack, log } = parts;
    this.roomId = roomId;
    this.sink = sink;
    this.parts = parts;
    this.rows = new RoomRows({ roomId, store, heldOf: (id) => history.heldOf(id) }, first);
    const me = client.getSafeUserId() as UserId;
    const openedRows = (): OpenedRows =>
      new OpenedRows({
        roomId,
        store,
        decrypt: history.decrypt,
        askBackup: (session) => history.askBackup(roomId, session),
        mentions: mentionJudge(client, roomId),
        now: () => performance.now(),
        log,
      });
    this.window = new TimelineWindow(
      me,
      (what, cause) => log.fault(what, cause),
      unlimited,
      (userId) => mayRedact(client.getRoom(roomId), userId),
    );
    this.opened = openedRows();
    this.trusts = new SenderTrusts({ roomId, store, askTrust: history.askTrust });
    const askServer = (eventId: EventId): Promise<EventRow | null> => pageBack.event(roomId, eventId);
    this.quotes = new Quotes({ roomId, store, opened: openedRows(), askServer, me, log });
  }

  /** Something lies before it. */
  get hasOlder(): boolean {
    return this.rows.now.hasOlder;
  }

  /** What is missing right before it has to be asked for here. */
  get gap(): GapRow | null {
    return this.rows.now.gap;
  }

  /** An own message has been seen in the timeline; an edit, a reaction, a deletion is on show with what it changes. */
  shows(txnId: string): boolean {
    return this.shown.has(txnId);
  }

  close(): void {
    this.closed = true;
  }

  /** Resolves when what is known now is on show. */
  readonly refresh = oneAtATime(async () => {
    try {
      await this.show();
    } catch (cause) {
      if (!this.closed) this.parts.log.fault('a room could not be shown', cause);
    }
  });

  async reach(count: number): Promise<void> {
    this.rows.reach(count);
    await this.refresh();
  }

  /** The history of the room has changed, and is to be read again; else only what the SDK says of people is. */
  touch(): void {
    this.rows.touch();
  }

  private async show(): Promise<void> {
    const room = this.parts.client.getRoom(this.roomId);
    if (!room || this.closed) return;
    const { isStale } = this.rows;
    const known = await this.rows.read();
    if (known.rows.length === 0 && this.parts.history.isFilling()) return this.touch();
    const rows = await this.opened.open([...known.rows.map(({ row }) => row), ...known.relations], decryptWithinMs);
    this.renew(room, known, rows, await this.trusts.doubtedAmong(rows.values()));
    if (isStale) await this.quotes.read(room, this.answeredElsewhere());
    const detail = this.parts.detailOf(this.roomId);
    if (!detail || this.closed) return;
    this.items = this.itemsNow();
    if (this.trim()) return this.show();
    this.sink.show(this.items, { ...detail, hasOlder: known.hasOlder });
    for (const { row } of known.rows) this.note(rows.get(row.eventId) ?? row, room.myUserId);
    void this.lookFurther();
  }

  private renew(room: Room, known: TimelineRows, rows: ReadonlyMap<EventId, EventRow>, doubted: readonly EventId[]): void {
    const placed = known.rows.map(({ row, pos }) => ({ row: rows.get(row.eventId)!, pos }));
    const relations = known.relations.map(({ eventId }) => rows.get(eventId)!);
    const receipts = receiptsOf(room, known.rows);
    const named = [...rows.values()].flatMap(({ sender, type, stateKey }) =>
      type === 'm.room.member' && stateKey !== null ? [sender, stateKey as UserId] : [sender],
    );
    const people = peopleOf(room, known.people, new Set([...named, ...receipts.map(({ userId }) => userId)]));
    this.window.renew({ rows: placed, relations, gaps: [], isFirst: true, isLast: true }, { people, receipts, doubted });
  }

  private answeredElsewhere(): readonly EventId[] {
    const here = new Set(this.window.items.flatMap((item) => (item.kind === 'message' ? [item.eventId] : [])));
    const answered = this.window.items.flatMap((item) => (item.kind === 'message' && item.answers !== null ? [item.answers] : []));
    return [...new Set(answered)].filter((eventId) => !here.has(eventId));
  }

  private itemsNow(): readonly TimelineItem[] {
    const here = new Map(this.window.items.map((item) => [item.kind === 'message' ? item.eventId : null, item]));
    const answered = (eventId: EventId): ReturnType<Quotes['of']> => {
      const item = here.get(eventId);
      return item?.kind === 'message' ? answeredBy(item) : this.quotes.of(eventId);
    };
    return this.window.items.flatMap((item) => shownItem(item, answered) ?? []);
  }

  /** Who reads at the end is not shown what lies far above, and it is let go. */
  private trim(): boolean {
    if (this.items.length <= mostItems || !this.parts.isAtEnd(this.roomId)) return false;
    const first = this.items.at(-keptItems)?.eventId;
    return first != null && this.rows.trim(first);
  }

  private note({ sender, txnId, state }: EventRow, me: string): void {
    if (sender === me && txnId !== null && state !== 'untried') this.shown.add(txnId);
  }

  /** Behind what is on show, which waits for nothing of it. */
  private readonly lookFurther = oneAtATime(async () => {
    if (this.closed || this.sink.isPassing) return;
    try {
      const changes = this.parts.deviceChanges();
      const hasNewDoubts = this.askedAt !== changes && (await this.trusts.askAgain());
      this.askedAt = changes;
      const hasQuotes = await this.quotes.fetchMissing();
      const hasMore = hasQuotes || (await this.fillDoubtful());
      if (hasMore) this.touch();
      if ((hasMore || hasNewDoubts) && !this.closed) void this.refresh();
    } catch (cause) {
      this.parts.log.info(`what lies around a room's messages was not looked into: ${cause instanceof Error ? cause.name : 'unknown'}`);
    }
  });

  private async fillDoubtful(): Promise<boolean> {
    const gap = this.rows.now.doubtful.at(-1);
    if (gap === undefined || this.looks >= mostLooks) return false;
    this.looks += 1;
    await this.parts.pageBack.fill(this.roomId, gap, pageSize);
    return true;
  }
}

/** What others have written. */
function mayRedact(room: Room | null, userId: UserId): boolean {
  const level = room?.currentState.getMember(userId)?.powerLevel ?? 0;
  return (
    room?.currentState.maySendEvent('m.room.redaction', userId) === true && room.currentState.hasSufficientPowerLevelFor('redact', level)
  );
}
