import type { OutboxEntry } from '../../core/contracts/store.ts';
import type { AppError } from '../../core/errors.ts';
import type { RoomId } from '../../core/ids.ts';
import type { Log } from '../log.ts';
import type { Outbox } from './outbox.ts';
import type { Transport } from './transport.ts';

const firstWaitMs = 1_000;
const longestWaitMs = 30_000;
/** A fault of ours may pass (a key query that failed); if it does not, people decide. */
const faultsUntilFailed = 3;

export interface SenderNeeds {
  readonly outbox: Outbox;
  readonly transport: Transport;
  readonly toError: (cause: unknown) => AppError;
  readonly log: Log;
  /** False while the session is paused or the server out of reach. */
  readonly maySend: () => boolean;
  readonly onSent: () => void;
  /** Resolves after `ms`, or earlier when it is cut short by `kick`. */
  readonly setTimer: (run: () => void, ms: number) => () => void;
}

/** Sends what the outbox holds: one message at a time per room, in order. */
export class Sender {
  private readonly running = new Set<RoomId>();
  private readonly waits = new Map<RoomId, () => void>();
  private readonly needs: SenderNeeds;

  constructor(needs: SenderNeeds) {
    this.needs = needs;
  }

  /** Something may go now: a message was written, the connection or the session came back. */
  kick(roomId?: RoomId): void {
    const rooms = roomId ? [roomId] : this.needs.outbox.rooms();
    for (const room of rooms) {
      // A written message must not cut short the wait that the server asked for; it only queues behind.
      if (!roomId) this.waits.get(room)?.();
      void this.run(room);
    }
  }

  private async run(roomId: RoomId): Promise<void> {
    if (this.running.has(roomId)) return;
    this.running.add(roomId);
    try {
      let tries = 0;
      for (let entry = this.needs.outbox.next(roomId); entry && this.needs.maySend(); entry = this.needs.outbox.next(roomId)) {
        const error = await this.send(entry);
        if (!error) tries = 0;
        else if (await this.isFinal(entry, error, tries)) tries = 0;
        else await this.wait(roomId, error, tries++);
      }
    } catch (cause) {
      // The store did not take a change: the entry is as it was, and goes again with the same transaction ID.
      this.needs.log.fault('queue stopped', cause);
    } finally {
      this.running.delete(roomId);
    }
  }

  /** Null: the server has it. */
  private async send(entry: OutboxEntry): Promise<AppError | null> {
    const { outbox, transport, toError, onSent } = this.needs;
    outbox.flies(entry);
    try {
      const eventId = await transport(entry);
      await outbox.sent(entry.txnId, eventId);
      onSent();
      return null;
    } catch (cause) {
      return toError(cause);
    } finally {
      outbox.landed(entry);
    }
  }

  private async isFinal(entry: OutboxEntry, error: AppError, tries: number): Promise<boolean> {
    if (!isRefusal(error) && !(error.code === 'internal' && tries + 1 >= faultsUntilFailed)) return false;
    await this.needs.outbox.failed(entry.txnId, error);
    return true;
  }

  private wait(roomId: RoomId, error: AppError, tries: number): Promise<void> {
    const ms = error.code === 'rateLimited' ? error.retryAfterMs : Math.min(firstWaitMs * 2 ** tries, longestWaitMs);
    return new Promise((resolve) => {
      const done = (): void => {
        this.waits.delete(roomId);
        resolve();
      };
      const stop = this.needs.setTimer(done, ms);
      // Rate limits are the server's to lift; every other wait ends when there is news.
      if (error.code !== 'rateLimited') {
        this.waits.set(roomId, () => {
          stop();
          done();
        });
      }
    });
  }
}

/** The server has understood and said no; asking again changes nothing. */
function isRefusal(error: AppError): boolean {
  return error.code === 'refused' || error.code === 'accountSuspended' || error.code === 'accountDeactivated' || error.code === 'resourceLimit' || error.code === 'consentNeeded';
}
