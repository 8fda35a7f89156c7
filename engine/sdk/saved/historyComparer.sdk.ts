import type { MatrixClient } from 'matrix-js-sdk/lib/client.js';
import type { MatrixEvent } from 'matrix-js-sdk/lib/models/event.js';
import type { ISyncResponse } from 'matrix-js-sdk/lib/sync-accumulator.js';
import type { Client } from '../../../core/contracts/contract.ts';
import type { StoreContract } from '../../../core/contracts/store.ts';
import type { HistoryWindow } from '../../../core/features/history/calls.ts';
import { readWireEvent } from '../../../core/features/history/readWireEvent.ts';
import { rowOf } from '../../../core/features/history/rowOf.ts';
import type { EventRow } from '../../../core/features/history/rows.ts';
import type { RoomId } from '../../../core/ids.ts';
import type { Log } from '../../log.ts';

/** What both must say of an event; times are this device's own. */
export type Seen = Pick<EventRow, 'eventId' | 'type' | 'sender' | 'stateKey' | 'relType' | 'relTo' | 'thread' | 'wire' | 'content'> & {
  readonly isRedacted: boolean;
};

/** As many as a sync brings of a room, and more. */
const most = 50;

/**
 * In tests: after each answer, whether the newest rows of the rooms in it are what the SDK has in their live timelines. What is not is an error in the
 * log, and the test fails by it.
 */
export function historyComparer(
  client: MatrixClient,
  store: Pick<Client<StoreContract>['calls'], 'historyWindow'>,
  log: Log,
): (answer: ISyncResponse) => Promise<void> {
  let hasCompared = false;
  async function compare(roomId: string): Promise<void> {
    const room = client.getRoom(roomId);
    if (!room) return;
    const { rows, gaps } = await store.historyWindow({ of: { room: roomId as RoomId }, from: { newest: true }, limit: most });
    const difference = differenceBetween(seenBySdk(room.getLiveTimeline().getEvents()), { rows, gaps });
    if (difference !== null) log.error(`the history of ${roomId} is not the SDK's: ${difference}`);
    if (!hasCompared) log.info('the history is compared with the SDK’s timelines');
    hasCompared = true;
  }
  return async (answer) => {
    for (const roomId of Object.keys({ ...answer.rooms?.join, ...answer.rooms?.leave })) {
      // The store may be on its way out.
      await compare(roomId).catch((cause) => log.fault('the history could not be compared', cause));
    }
  };
}

/** Null: the newest are the same, as far as both reach. The SDK reaches further where somebody has paged back; the history, where the SDK began anew. */
export function differenceBetween(sdk: readonly Seen[], { rows, gaps }: Pick<HistoryWindow, 'rows' | 'gaps'>): string | null {
  const gap = Math.max(-Infinity, ...gaps.filter(({ soft }) => !soft).map(({ pos }) => pos));
  const ours = rows.filter(({ pos }) => pos > gap).map(({ row }) => seen(row));
  // What has no gap below it and is not cut off is all that there is.
  const isWhole = ours.length < most && gap === -Infinity && !isBeginning(ours[0]);
  const length = isWhole ? sdk.length : Math.min(ours.length, sdk.length);
  if (length === 0 && sdk.length > 0) return `it has no rows above its gap, and the SDK ${said(sdk.at(-1))}`;
  for (let fromEnd = 1; fromEnd <= length; fromEnd++) {
    const [theirs, own] = [sdk.at(-fromEnd), ours.at(-fromEnd)];
    if (said(theirs) !== said(own)) return `${fromEnd}. from the end the SDK has ${said(theirs)}, and the history ${said(own)}`;
  }
  return null;
}

const said = (event: Seen | undefined): string => (event === undefined ? 'nothing' : JSON.stringify(event));

/** As the history would have taken them from where the SDK has them. It leaves the edits of what is redacted as they were; the history does not. */
function seenBySdk(events: readonly MatrixEvent[]): readonly Seen[] {
  const all = events.map((event) => {
    const wire = readWireEvent(event.event);
    return wire === null ? { ...nothing, eventId: event.getId() as Seen['eventId'] } : seen(rowOf(wire, Date.now()));
  });
  const redacted = new Set(
    all.flatMap(({ eventId, isRedacted, type, relTo }) => (isRedacted ? [eventId] : type === 'm.room.redaction' && relTo ? [relTo] : [])),
  );
  return all.map((event) =>
    event.relType === 'm.replace' && redacted.has(event.relTo!) ? { ...event, ...unrelated, isRedacted: true, content: '' } : event,
  );
}

const unrelated = { relType: null, relTo: null, thread: null };

/** What a redaction leaves differs by room version; what was in an envelope is compared once it has been opened (`clearComparer.sdk.ts`). */
function seen({ eventId, type, sender, stateKey, relType, relTo, thread, wire, content, redactedBy }: EventRow): Seen {
  const isRedacted = redactedBy !== null;
  return {
    eventId,
    type: wire ? 'm.room.encrypted' : type,
    sender,
    stateKey,
    ...(isRedacted && type !== 'm.room.redaction' ? unrelated : { relType, relTo, thread }),
    wire,
    isRedacted,
    content: isRedacted || wire ? '' : type === 'm.room.member' ? withoutNames(content) : content,
  };
}

/** The SDK writes the name and the picture that somebody had into the event by which they left. */
function withoutNames(content: string): string {
  const { displayname: _name, avatar_url: _picture, ...rest } = JSON.parse(content) as Record<string, unknown>;
  return rest.membership === 'join' ? content : JSON.stringify(rest);
}

const nothing = {
  type: 'nothing that can be read',
  sender: '' as Seen['sender'],
  stateKey: null,
  ...unrelated,
  wire: false,
  content: '',
  isRedacted: false,
};

const isBeginning = (event: Seen | undefined): boolean => event?.type === 'm.room.create' && event.stateKey === '';
