import type { OutboxEntry } from '../../core/features/sending/storeCalls.ts';
import type { TxnId } from '../../core/ids.ts';

/** The outbox part of the store, in memory; can be made to refuse. */
export class FakeOutboxStore {
  readonly entries = new Map<TxnId, OutboxEntry>();
  refuses = false;

  putOutbox({ entry }: { entry: OutboxEntry }): Promise<void> {
    if (this.refuses) return Promise.reject(new Error('disk full'));
    this.entries.set(entry.txnId, entry);
    return Promise.resolve();
  }

  dropOutbox({ txnId }: { txnId: TxnId }): Promise<void> {
    this.entries.delete(txnId);
    return Promise.resolve();
  }
}
