import type { MatrixClient } from 'matrix-js-sdk/lib/client.js';

/** Read receipts with the fully-read marker: per room one request at a time, and only the newest of those that wait. */
export class ReadMarks {
  private readonly wanted = new Map<string, string>();
  private readonly running = new Map<string, Promise<void>>();
  private readonly client: MatrixClient;

  constructor(client: MatrixClient) {
    this.client = client;
  }

  mark(roomId: string, eventId: string): Promise<void> {
    this.wanted.set(roomId, eventId);
    let run = this.running.get(roomId);
    if (!run) {
      run = this.run(roomId).finally(() => this.running.delete(roomId));
      this.running.set(roomId, run);
    }
    return run;
  }

  private async run(roomId: string): Promise<void> {
    for (let eventId = this.wanted.get(roomId); eventId !== undefined; eventId = this.wanted.get(roomId)) {
      this.wanted.delete(roomId);
      const event = this.client.getRoom(roomId)?.findEventById(eventId);
      await this.client.setRoomReadMarkers(roomId, eventId, event);
    }
  }
}
