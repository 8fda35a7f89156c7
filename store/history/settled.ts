import type Database from '@signalapp/sqlcipher';

/** Of our own sends: the event that a transaction became, which settles it. */
export function settledBy(db: Database, txnId: string): string | null {
  return (
    db.prepare('SELECT event_id FROM store.events WHERE txn_id = ? AND txn_id IS NOT NULL LIMIT 1', { pluck: true }).get<string>([txnId]) ??
    null
  );
}
