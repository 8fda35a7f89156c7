import type { StoreFile } from '../file/storeFile.ts';
import { migrate, schemaVersion } from '../schema/migrate.ts';
import { migrations, ownTablesGo } from '../schema/migrations.ts';
import { targetOf } from './targetOf.ts';

type Values = { name: string; value: string };
type Outbox = {
  txn_id: string;
  room_id: string;
  event_type: string;
  content: string;
  ts: number;
  send_order: number;
  state: string;
  error: string | null;
  event_id: string | null;
};
type Drafts = { room_id: string; text: string };

/**
 * Brings the big file to the newest version. Until version 3 it held what the small one holds now: that is copied in one durable
 * transaction first, and only then dropped. Until then those tables are the truth, and whoever was killed in between copies them again.
 * `isOwnThere`: it was done before, so the tables of a big file that is being made anew are empty, and the small file is the truth.
 */
export function migrateHistory(history: StoreFile, own: StoreFile, isOwnThere: boolean): void {
  if (schemaVersion(history) <= ownTablesGo) {
    migrate(history, migrations.slice(0, ownTablesGo));
    if (!isOwnThere) copyOwn(history, own);
  }
  migrate(history, migrations);
}

function copyOwn(history: StoreFile, own: StoreFile): void {
  const values = history.db.prepare('SELECT name, value FROM store.named_values').all<Values>();
  const outbox = history.db.prepare('SELECT * FROM store.outbox').all<Outbox>();
  const drafts = history.db.prepare('SELECT room_id, text FROM store.drafts').all<Drafts>();
  // Zeros that stand for a damaged page must not be taken for nothing.
  history.assertIntact();
  own.write('power', () => {
    for (const table of ['named_values', 'outbox', 'drafts']) own.db.exec(`DELETE FROM store.${table}`);
    const putValue = own.db.prepare('INSERT INTO store.named_values (name, value) VALUES (?, ?)');
    for (const { name, value } of values) putValue.run([name, value]);
    const putEntry = own.db.prepare(
      `INSERT INTO store.outbox (txn_id, room_id, target, event_type, content, ts, send_order, state, error, event_id)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    for (const { txn_id: txnId, room_id: roomId, ...entry } of outbox) {
      const { event_type: type, content, ts, send_order: order, state, error, event_id: eventId } = entry;
      putEntry.run([txnId, roomId, targetOf(roomId), type, content, ts, order, state, error, eventId]);
    }
    const putDraft = own.db.prepare('INSERT INTO store.drafts (target, room_id, text) VALUES (?, ?, ?)');
    for (const { room_id: roomId, text } of drafts) putDraft.run([targetOf(roomId), roomId, text]);
  });
}
