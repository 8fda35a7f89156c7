import type { EventId, RoomId, UserId } from '../../ids.ts';
import { field, isObject } from '../../read/json.ts';
import { readName, readToken, readWireEvent } from './readWireEvent.ts';
import type { WireEvent } from './rowOf.ts';
import type { SyncedReceipt, SyncedRoom } from './syncedRoom.ts';

/** An answer of `GET /sync`, divided. */
export interface SyncSplit<Answer> {
  /** Rooms joined and left; invitations have no history. */
  readonly rooms: readonly SyncedRoom[];
  /** What the SDK gets: all of it, as long as its timelines are looked at. */
  readonly forSdk: Answer;
}

/** CS "Room summary": at most five. */
const maxHeroes = 5;

/**
 * Takes of an answer what is history. Nothing is relied on: what cannot be read costs itself only, an event its event, a receipt its
 * receipt. The answer stays as it is, and what is returned shares the contents of its events, which the SDK changes: it is to be read
 * before the SDK has them.
 */
export function syncSplit<Answer>(answer: Answer): SyncSplit<Answer> {
  const rooms = ['join', 'leave'].flatMap((membership) =>
    entriesOf(field(field(answer, 'rooms'), membership)).flatMap(([roomId, room]) => {
      if (readName(roomId) === null || !roomId.startsWith('!') || !isObject(room)) return [];
      return [readRoom(roomId as RoomId, room)];
    }),
  );
  return { rooms, forSdk: answer };
}

function readRoom(roomId: RoomId, room: object): SyncedRoom {
  const timeline = field(room, 'timeline');
  const events = readEvents(timeline);
  return {
    roomId,
    events,
    limited: field(timeline, 'limited') === true,
    prevBatch: readToken(field(timeline, 'prev_batch')),
    state: stateAfter(room, events),
    receipts: readReceipts(field(room, 'ephemeral')),
    counts: readCounts(field(room, 'unread_notifications')),
    heroes: readHeroes(field(field(room, 'summary'), 'm.heroes')),
  };
}

function readEvents(holder: unknown): readonly WireEvent[] {
  const events = field(holder, 'events');
  return Array.isArray(events) ? events.map(readWireEvent).filter((event) => event !== null) : [];
}

/** A server that knows MSC4222 says how it is after the timeline; else the timeline's own state comes on top of how it was before it. */
function stateAfter(room: object, events: readonly WireEvent[]): readonly WireEvent[] {
  const after = field(room, 'state_after') ?? field(room, 'org.matrix.msc4222.state_after');
  const state = after === undefined ? [...readEvents(field(room, 'state')), ...events] : readEvents(after);
  const byType = new Map<string, Map<string, WireEvent>>();
  for (const event of state) {
    if (event.state_key === undefined) continue;
    const byKey = byType.get(event.type) ?? new Map<string, WireEvent>();
    byType.set(event.type, byKey.set(event.state_key, event));
  }
  return [...byType.values()].flatMap((byKey) => [...byKey.values()]);
}

/** CS "m.receipt": event to kind to user. */
function readReceipts(ephemeral: unknown): readonly SyncedReceipt[] {
  const events = field(ephemeral, 'events');
  if (!Array.isArray(events)) return [];
  return events.flatMap((event) => (field(event, 'type') === 'm.receipt' ? receiptsIn(field(event, 'content')) : []));
}

const kinds = [
  ['m.read', false],
  ['m.read.private', true],
] as const;

function receiptsIn(content: unknown): SyncedReceipt[] {
  const found: SyncedReceipt[] = [];
  for (const [eventId, byKind] of entriesOf(content)) {
    if (readName(eventId) === null) continue;
    for (const [kind, isPrivate] of kinds) {
      for (const [userId, receipt] of entriesOf(field(byKind, kind))) {
        const thread = field(receipt, 'thread_id') ?? null;
        if (readName(userId) === null || !isObject(receipt) || (thread !== null && readName(thread) === null)) continue;
        const ts = field(receipt, 'ts');
        found.push({
          userId: userId as UserId,
          eventId: eventId as EventId,
          isPrivate,
          thread: thread as string | null,
          ts: typeof ts === 'number' && Number.isFinite(ts) ? ts : null,
        });
      }
    }
  }
  return found;
}

const entriesOf = (value: unknown): [string, unknown][] => (isObject(value) ? Object.entries(value) : []);

function readCounts(counts: unknown): SyncedRoom['counts'] {
  const notifications = countOf(field(counts, 'notification_count'));
  const highlights = countOf(field(counts, 'highlight_count'));
  return notifications === null && highlights === null ? null : { notifications: notifications ?? 0, highlights: highlights ?? 0 };
}

const countOf = (count: unknown): number | null => (Number.isSafeInteger(count) ? Math.max(0, count as number) : null);

function readHeroes(heroes: unknown): readonly UserId[] | null {
  if (!Array.isArray(heroes)) return null;
  return heroes.filter((hero): hero is UserId => readName(hero) !== null).slice(0, maxHeroes);
}
