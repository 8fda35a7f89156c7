import type { MatrixClient } from 'matrix-js-sdk/lib/client.js';
import type { Log } from '../log.ts';

/** Read receipts with the fully-read marker: per room one request at a time, and only the newest of those that wait. */
export class ReadMarks {
  private readonly wanted = new Map<string, string>();
  private readonly running = new Set<string>();
  private readonly client: MatrixClient;
  private readonly log: Log;

  constructor(client: MatrixClient, log: Log) {
    this.client = client;
    this.log = log;
  }

  mark(roomId: string, eventId: string): void {
    this.wanted.set(roomId, eventId);
    void this.run(roomId);
  }

  /** The connection is back: what did not go before goes now. */
  retry(): void {
    for (const roomId of this.wanted.keys()) void this.run(roomId);
  }

  private async run(roomId: string): Promise<void> {
    if (this.running.has(roomId)) return;
    this.running.add(roomId);
    try {
      for (let eventId = this.wanted.get(roomId); eventId !== undefined; eventId = this.wanted.get(roomId)) {
        await this.client.setRoomReadMarkers(roomId, eventId, this.client.getRoom(roomId)?.findEventById(eventId));
        // A newer one may have come meanwhile.
        if (this.wanted.get(roomId) === eventId) this.wanted.delete(roomId);
      }
    } catch (cause) {
      this.log.fault('a read marker waits for the next sync', cause);
    } finally {
      this.running.delete(roomId);
    }
  }
}
