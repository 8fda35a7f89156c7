import type { MatrixClient } from 'matrix-js-sdk/lib/client.js';
import type { MatrixEvent } from 'matrix-js-sdk/lib/models/event.js';
import type { ISyncResponse } from 'matrix-js-sdk/lib/sync-accumulator.js';
import type { Client } from '../../../core/contracts/contract.ts';
import type { StoreContract } from '../../../core/contracts/store.ts';
import type { HistoryWindow } from '../../../core/features/history/calls.ts';
import type { RoomId } from '../../../core/ids.ts';
import type { Log } from '../../log.ts';

/** What both say of an event. */
interface Seen {
  readonly id: string;
  readonly type: string;
  readonly sender: string;
  readonly key: string | null;
  readonly isRedacted: boolean;
}

/** As many as a sync brings of a room, and more. */
const most = 50;

/**
 * In tests: after each answer, whether the newest rows of the rooms in it are what the SDK has in their live timelines. What is not is an error in the
 * log, and the run fails by it (`e2e/afterwards`).
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
    const difference = differenceBetween(room.getLiveTimeline().getEvents().map(seenBySdk), { rows, gaps });
    if (difference !== null) log.error(`the history of ${roomId} is not the SDK's: ${difference}`);
    if (!hasCompared) log.info('the history is compared with the SDK’s timelines');
    hasCompared = true;
  }
  return async (answer) => {
    for (const roomId of Object.keys(answer.rooms?.join ?? {})) {
      // The store may be on its way out.
      await compare(roomId).catch((cause) => log.fault('the history could not be compared', cause));
    }
  };
}

/** Null: the newest are the same, as far as both reach. The SDK reaches further where somebody has paged back; the history, where the SDK began anew. */
export function differenceBetween(sdk: readonly Seen[], { rows, gaps }: Pick<HistoryWindow, 'rows' | 'gaps'>): string | null {
  const gap = Math.max(-Infinity, ...gaps.filter(({ soft }) => !soft).map(({ pos }) => pos));
  const ours = rows.filter(({ pos }) => pos > gap).map(seenByUs);
  // What has no gap below it and is not cut off is all that there is.
  if (ours.length < sdk.length && ours.length < most && gap === -Infinity && rows.length > 0 && !isBeginning(rows[0]!.row))
    return `${ours.length} rows without a gap below them, and ${sdk.length} events`;
  const length = Math.min(ours.length, sdk.length);
  if (length === 0 && sdk.length > 0) return `no rows, and ${sdk.length} events`;
  const [left, right] = [sdk.slice(sdk.length - length), ours.slice(ours.length - length)];
  const at = left.findIndex((event, index) => JSON.stringify(event) !== JSON.stringify(right[index]));
  return at < 0 ? null : `${length - at} from the end it has ${JSON.stringify(left[at])}, and the history ${JSON.stringify(right[at])}`;
}

function seenBySdk(event: MatrixEvent): Seen {
  return {
    id: event.getId() ?? '',
    type: event.getWireType(),
    sender: event.getSender() ?? '',
    key: event.isState() ? (event.getStateKey() ?? '') : null,
    isRedacted: event.isRedacted(),
  };
}

function seenByUs({ row }: HistoryWindow['rows'][number]): Seen {
  return {
    id: row.eventId,
    type: row.wire ? 'm.room.encrypted' : row.type,
    sender: row.sender,
    key: row.stateKey,
    isRedacted: row.redactedBy !== null,
  };
}

const isBeginning = ({ type, stateKey }: HistoryWindow['rows'][number]['row']): boolean => type === 'm.room.create' && stateKey === '';
