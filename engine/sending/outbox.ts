import type { Client } from '../../core/contracts/contract.ts';
import type { OutboxEntry } from '../../core/features/sending/storeCalls.ts';
import type { StoreContract } from '../../core/contracts/store.ts';
import type { AppError } from '../../core/errors.ts';
import { Failure } from '../../core/errors.ts';
import type { EventId, RoomId, TxnId } from '../../core/ids.ts';
import { Listeners, type Disposer } from '../../core/listeners.ts';

interface NewMessage {
  readonly roomId: RoomId;
  readonly txnId: TxnId;
  readonly eventType: string;
  readonly content: string;
}

type OutboxStore = Pick<Client<StoreContract>['calls'], 'putOutbox' | 'dropOutbox'>;

/** What was written and has not come back by sync. The store is the truth: every change is durable there before it counts here. */
export class Outbox {
  private readonly entries = new Map<TxnId, OutboxEntry>();
  private readonly onItsWay = new Set<TxnId>();
  private readonly listeners = new Listeners<RoomId>();
  private lastOrder = 0;
  private readonly store: OutboxStore;
  /** Hears of each entry that leaves. */
  readonly gone = new Listeners<OutboxEntry>();
  private readonly now: () => number;

  constructor(store: OutboxStore, saved: readonly OutboxEntry[], now: () => number = Date.now) {
    this.store = store;
    this.now = now;
    for (const entry of [...saved].sort((a, b) => a.order - b.order)) {
      this.entries.set(entry.txnId, entry);
      this.lastOrder = entry.order;
    }
  }

  /** Waiting or failed; a message that the server has is not unsent. */
  get unsentCount(): number {
    return [...this.entries.values()].filter((entry) => entry.state !== 'sent').length;
  }

  /** In the order of writing. */
  ofRoom(roomId: RoomId): readonly OutboxEntry[] {
    return [...this.entries.values()].filter((entry) => entry.roomId === roomId);
  }

  rooms(): readonly RoomId[] {
    return [...new Set([...this.entries.values()].map((entry) => entry.roomId))];
  }

  get(txnId: TxnId): OutboxEntry | undefined {
    return this.entries.get(txnId);
  }

  isOnItsWay(txnId: TxnId): boolean {
    return this.onItsWay.has(txnId);
  }

  async add(message: NewMessage): Promise<void> {
    // The page may ask twice when a port broke under the first answer.
    if (this.entries.has(message.txnId)) return;
    const entry: OutboxEntry = { ...message, ts: this.now(), order: ++this.lastOrder, state: 'queued', error: null, eventId: null };
    await this.store.putOutbox({ entry });
    this.entries.set(entry.txnId, entry);
    this.listeners.tell(entry.roomId);
  }

  next(roomId: RoomId): OutboxEntry | undefined {
    return this.ofRoom(roomId).find((entry) => entry.state === 'queued');
  }

  sending(entry: OutboxEntry): void {
    this.onItsWay.add(entry.txnId);
    this.listeners.tell(entry.roomId);
  }

  settled(entry: OutboxEntry): void {
    this.onItsWay.delete(entry.txnId);
    this.listeners.tell(entry.roomId);
  }

  async sent(txnId: TxnId, eventId: EventId): Promise<void> {
    // Its echo may have come by sync before the answer did; then it is gone already.
    const entry = this.entries.get(txnId);
    if (entry) await this.put({ ...entry, state: 'sent', eventId, error: null });
  }

  async failed(txnId: TxnId, error: AppError): Promise<void> {
    const entry = this.entries.get(txnId);
    if (entry) await this.put({ ...entry, state: 'failed', error: JSON.stringify(error) });
  }

  async retry(txnId: TxnId): Promise<RoomId | null> {
    const entry = this.entries.get(txnId);
    if (entry?.state !== 'failed') return null;
    await this.put({ ...entry, state: 'queued', error: null });
    return entry.roomId;
  }

  /** What is on its way goes on as `content`: what has been done for it is not done again. */
  async proceeded(txnId: TxnId, content: string): Promise<OutboxEntry> {
    const entry = this.entries.get(txnId);
    if (!entry) throw new Failure({ code: 'cancelled' });
    const next = { ...entry, content };
    await this.put(next);
    return next;
  }

  /** Only what still waits, or has failed: what is on the wire cannot be written anew. */
  async rewrite(txnId: TxnId, content: string): Promise<RoomId> {
    const entry = this.entries.get(txnId);
    if (!entry || entry.state === 'sent' || this.onItsWay.has(txnId)) throw new Failure({ code: 'badArgument', field: 'txnId' });
    await this.put({ ...entry, content, state: 'queued', error: null });
    return entry.roomId;
  }

  async discard(txnId: TxnId): Promise<void> {
    const entry = this.entries.get(txnId);
    if (!entry || entry.state === 'sent') return;
    // What is on the wire cannot be taken back.
    if (this.onItsWay.has(txnId)) throw new Failure({ code: 'badArgument', field: 'txnId' });
    await this.drop(txnId);
  }

  /** The message is in the timeline: nothing waits for it any more. */
  async echoed(txnId: TxnId): Promise<void> {
    if (this.entries.has(txnId)) await this.drop(txnId);
  }

  /** Hears in which room something has changed. */
  listen(listener: (roomId: RoomId) => void): Disposer {
    return this.listeners.add(listener);
  }

  private async put(entry: OutboxEntry): Promise<void> {
    await this.store.putOutbox({ entry });
    // Its echo may have come meanwhile; the store has dropped it after this write.
    if (!this.entries.has(entry.txnId)) return;
    this.entries.set(entry.txnId, entry);
    this.listeners.tell(entry.roomId);
  }

  private async drop(txnId: TxnId): Promise<void> {
    const entry = this.entries.get(txnId);
    this.entries.delete(txnId);
    if (entry) this.listeners.tell(entry.roomId);
    await this.store.dropOutbox({ txnId });
    if (entry) this.gone.tell(entry);
  }
}
