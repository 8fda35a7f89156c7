import type { OutboxEntry } from '../../core/features/sending/storeCalls.ts';
import type { EventId, RoomId, TxnId } from '../../core/ids.ts';
import type { StoreFile } from '../file/storeFile.ts';
import { targetOf } from './targetOf.ts';

/** Messages that the server does not have yet: on the disk when `put` returns. */
export interface OutboxTable {
  /** In the order in which they are sent. */
  all(): readonly OutboxEntry[];
  put(entry: OutboxEntry): void;
  drop(txnId: TxnId): void;
}

/** A type and not an interface, so that it fits the library's record of columns. */
type OutboxRow = {
  txn_id: TxnId;
  room_id: RoomId;
  event_type: string;
  content: string;
  ts: number;
  send_order: number;
  state: OutboxEntry['state'];
  error: string | null;
  event_id: EventId | null;
};

const putSql = `INSERT OR REPLACE INTO store.outbox (txn_id, room_id, target, event_type, content, ts, send_order, state, error, event_id)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

export function outboxTable({ db, write }: StoreFile): OutboxTable {
  return {
    all: () => db.prepare('SELECT * FROM store.outbox ORDER BY send_order, ts, txn_id').all<OutboxRow>().map(entryOf),
    put(entry) {
      const { txnId, roomId, eventType, content, ts, order, state, error, eventId } = entry;
      write('power', () => {
        db.prepare(putSql).run([txnId, roomId, targetOf(roomId), eventType, content, ts, order, state, error, eventId]);
      });
    },
    drop(txnId) {
      write('power', () => {
        db.prepare('DELETE FROM store.outbox WHERE txn_id = ?').run([txnId]);
      });
    },
  };
}

function entryOf(row: OutboxRow): OutboxEntry {
  return {
    txnId: row.txn_id,
    roomId: row.room_id,
    eventType: row.event_type,
    content: row.content,
    ts: row.ts,
    order: row.send_order,
    state: row.state,
    error: row.error,
    eventId: row.event_id,
  };
}
