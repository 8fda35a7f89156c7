import { backoff } from '../../core/backoff.ts';
import type { OutboxEntry } from '../../core/features/sending/storeCalls.ts';
import type { AppError } from '../../core/errors.ts';
import type { EventId, RoomId } from '../../core/ids.ts';
import type { Log } from '../log.ts';
import type { Outbox } from './outbox.ts';

/** Sends one message: encrypts it now if its room is encrypted, with the entry's own transaction ID. */
export type Transport = (entry: OutboxEntry) => Promise<EventId>;

const firstWaitMs = 1_000;
const maxWaitMs = 30_000;
/** A fault of ours may pass (a key query that failed); if it does not, people decide. */
const faultsUntilFailed = 3;
/** Nothing tells that a suspension is over, so one message asks now and then. */
const suspendedRetryMs = 10_000;

interface SenderParts {
  readonly outbox: Outbox;
  readonly transport: Transport;
  readonly toError: (cause: unknown) => AppError;
  readonly log: Log;
  /** False while the session is paused or the server out of reach. */
  readonly maySend: () => boolean;
  readonly onSent: () => void;
  /** With the server's text when it takes nothing of this account any more, null when it does again. */
  readonly onSuspended: (message: string | null) => void;
  /** Calls `run` after `ms`; what it returns cancels that. */
  readonly setTimer: (run: () => void, ms: number) => () => void;
}

/** Sends what the outbox holds: one message at a time per room, in order. */
export class Sender {
  private readonly running = new Set<RoomId>();
  private readonly waits = new Map<RoomId, () => void>();
  private suspended = false;
  private readonly parts: SenderParts;

  constructor(parts: SenderParts) {
    this.parts = parts;
  }

  /** Something may go now: a message was written, the connection or the session came back. */
  kick(roomId?: RoomId): void {
    // Then only what people have just written asks again, and the timer.
    if (this.suspended && !roomId) return;
    const rooms = roomId ? [roomId] : this.parts.outbox.rooms();
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
      for (let entry = this.parts.outbox.next(roomId); entry && this.parts.maySend(); entry = this.parts.outbox.next(roomId)) {
        const error = await this.send(entry);
        if (error?.code === 'accountSuspended') return this.suspend(error.message);
        if (!error) this.proceed();
        if (!error || (await this.failIfFinal(entry, error, tries))) tries = 0;
        else await this.wait(roomId, error, tries++);
      }
    } catch (cause) {
      // The store did not take a change: the entry is as it was, and goes again with the same transaction ID.
      this.parts.log.fault('queue stopped', cause);
    } finally {
      this.running.delete(roomId);
    }
  }

  /** Messages stay in the queue, in order, until the server takes them again (G4). */
  private suspend(message: string): void {
    if (!this.suspended) this.askLater();
    this.suspended = true;
    this.parts.onSuspended(message);
  }

  private askLater(): void {
    this.parts.setTimer(() => {
      if (!this.suspended) return;
      const { outbox } = this.parts;
      const waiting = outbox.rooms().find((roomId) => outbox.next(roomId) !== undefined);
      this.askLater();
      if (waiting) void this.run(waiting);
    }, suspendedRetryMs);
  }

  /** The server has taken one; the other rooms' messages may go, too. */
  private proceed(): void {
    if (!this.suspended) return;
    this.suspended = false;
    this.parts.onSuspended(null);
    this.kick();
  }

  /** Null: the server has it. */
  private async send(entry: OutboxEntry): Promise<AppError | null> {
    const { outbox, transport, toError, onSent } = this.parts;
    outbox.sending(entry);
    try {
      const eventId = await transport(entry);
      await outbox.sent(entry.txnId, eventId);
      onSent();
      return null;
    } catch (cause) {
      return toError(cause);
    } finally {
      outbox.settled(entry);
    }
  }

  /** True: it will not be sent again, and is marked as failed. */
  private async failIfFinal(entry: OutboxEntry, error: AppError, tries: number): Promise<boolean> {
    if (!isRefusal(error) && !(error.code === 'internal' && tries + 1 >= faultsUntilFailed)) return false;
    await this.parts.outbox.failed(entry.txnId, error);
    return true;
  }

  private wait(roomId: RoomId, error: AppError, tries: number): Promise<void> {
    const ms = error.code === 'rateLimited' ? Math.max(error.retryAfterMs, firstWaitMs) : backoff(firstWaitMs, maxWaitMs, tries);
    return new Promise((resolve) => {
      const done = (): void => {
        this.waits.delete(roomId);
        resolve();
      };
      const stop = this.parts.setTimer(done, ms);
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

/**
 * The server has understood and said no; asking again changes nothing. A 401 is about who asks, or of something in between (A5): the
 * message waits.
 */
function isRefusal(error: AppError): boolean {
  return (
    (error.code === 'refused' && error.status !== 401) ||
    error.code === 'accountDeactivated' ||
    error.code === 'resourceLimit' ||
    error.code === 'fileTooLarge' ||
    error.code === 'fileLost' ||
    error.code === 'cancelled' ||
    error.code === 'consentNeeded'
  );
}
