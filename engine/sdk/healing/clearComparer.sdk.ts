import type { MatrixClient } from 'matrix-js-sdk/lib/client.js';
import type { MatrixEvent } from 'matrix-js-sdk/lib/models/event.js';
import type { ISyncResponse } from 'matrix-js-sdk/lib/sync-accumulator.js';
import type { Client } from '../../../core/contracts/contract.ts';
import type { StoreContract } from '../../../core/contracts/store.ts';
import type { EventRow } from '../../../core/features/history/rows.ts';
import type { RoomId } from '../../../core/ids.ts';
import { isObject, type Json } from '../../../core/read/json.ts';
import { sameData } from '../../../core/sameData.ts';
import type { Log } from '../../log.ts';
import type { Healer } from './healer.ts';

/** As many as a sync brings of a room, and more. */
const most = 50;

/**
 * In tests: once all that an answer brought has been tried, whether what the SDK can read of it the history can read, too, and says the same. What
 * differs is an error in the log, and the test fails by it. No text stands there. Nobody waits for it.
 */
export function clearComparer(
  client: MatrixClient,
  store: Pick<Client<StoreContract>['calls'], 'historyWindow'>,
  healer: Pick<Healer, 'settled' | 'hasStopped'>,
  log: Log,
): (answer: ISyncResponse) => void {
  const waiting = new Set<string>();
  /** Rooms of which something could not be read yet: a key may come without anything else of theirs. */
  const unread = new Set<string>();
  /** Saved after all had been tried: it has to have been by the next look. */
  const fresh = new Set<string>();
  let isComparing = false;
  let hasCompared = false;

  async function differenceIn(roomId: string): Promise<string | null> {
    await healer.settled();
    const { rows } = await store.historyWindow({ of: { room: roomId as RoomId }, from: { newest: true }, limit: most });
    if (rows.some(({ row }) => row.state !== 'clear')) unread.add(roomId);
    else unread.delete(roomId);
    for (const { row } of rows) {
      const event = client.getRoom(roomId)?.findEventById(row.eventId);
      if (!event || !isReadBySdk(event) || row.redactedBy !== null) continue;
      if (row.state === 'untried' && !fresh.has(row.eventId)) {
        fresh.add(row.eventId);
        continue;
      }
      const difference = differenceOf(event, row);
      if (difference !== null) return `${row.eventId} ${difference}`;
      if (!hasCompared) log.info('what was decrypted of the history is what the SDK has decrypted');
      hasCompared = true;
    }
    return null;
  }

  async function compareAll(): Promise<void> {
    for (const roomId of waiting) {
      waiting.delete(roomId);
      // A key may have come between the two.
      const difference = (await differenceIn(roomId)) && (await differenceIn(roomId));
      if (difference && !healer.hasStopped) log.error(`the history of ${roomId} is not the SDK's: ${difference}`);
    }
  }

  return (answer) => {
    for (const roomId of [...Object.keys({ ...answer.rooms?.join, ...answer.rooms?.leave }), ...unread]) waiting.add(roomId);
    if (isComparing) return;
    isComparing = true;
    compareAll()
      // The store may be on its way out.
      .catch((cause) => log.fault('what was decrypted could not be compared', cause))
      .finally(() => (isComparing = false));
  };
}

/** In an envelope, and nothing in it that could be another envelope. */
const isReadBySdk = (event: MatrixEvent): boolean =>
  event.isEncrypted() &&
  !event.isRedacted() &&
  event.getClearContent() !== null &&
  !event.isDecryptionFailure() &&
  event.getType() !== 'm.room.encrypted';

export function differenceOf(event: Pick<MatrixEvent, 'getType' | 'getClearContent'>, row: EventRow): string | null {
  if (row.state !== 'clear') return `is ${row.state} (${row.reason}), and the SDK has read it`;
  if (row.type !== event.getType()) return `is ${row.type}, and to the SDK ${event.getType()}`;
  const same = sameData(unrelated(JSON.parse(row.content)), unrelated(event.getClearContent()));
  return same ? null : 'says something else than to the SDK';
}

/** What stands in the clear is compared as it came. */
function unrelated(content: unknown): Json {
  const { 'm.relates_to': _, ...rest } = isObject(content) ? content : {};
  return rest;
}
