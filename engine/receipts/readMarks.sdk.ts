import type { MatrixClient } from 'matrix-js-sdk/lib/client.js';
import type { Log } from '../log.ts';

interface Wanted {
  readonly eventId: string;
  readonly isPrivate: boolean;
}

/** Read receipts with the fully-read marker: per room one request at a time, and only the newest of those that wait. */
export class ReadMarks {
  private readonly wanted = new Map<string, Wanted>();
  private readonly running = new Set<string>();
  private readonly client: MatrixClient;
  private readonly log: Log;

  constructor(client: MatrixClient, log: Log) {
    this.client = client;
    this.log = log;
  }

  mark(roomId: string, eventId: string, isPrivate: boolean): void {
    this.wanted.set(roomId, { eventId, isPrivate });
    void this.run(roomId);
  }

  /** The connection is back: what did not go before goes now. */
  retry(): void {
    for (const roomId of this.wanted.keys()) void this.run(roomId);
  }

  /** What the SDK does not hold it cannot show as read before the server says so. */
  private async send(roomId: string, { eventId, isPrivate }: Wanted): Promise<void> {
    const event = this.client.getRoom(roomId)?.findEventById(eventId);
    if (event) await this.client.setRoomReadMarkers(roomId, eventId, ...(isPrivate ? ([undefined, event] as const) : ([event] as const)));
    else
      await this.client.setRoomReadMarkersHttpRequest(
        roomId,
        eventId,
        ...(isPrivate ? ([undefined, eventId] as const) : ([eventId] as const)),
      );
  }

  private async run(roomId: string): Promise<void> {
    if (this.running.has(roomId)) return;
    this.running.add(roomId);
    try {
      for (let next = this.wanted.get(roomId); next !== undefined; next = this.wanted.get(roomId)) {
        await this.send(roomId, next);
        // A newer one may have come meanwhile.
        if (this.wanted.get(roomId) === next) this.wanted.delete(roomId);
      }
    } catch (cause) {
      this.log.fault('a read marker waits for the next sync', cause);
    } finally {
      this.running.delete(roomId);
    }
  }
}
