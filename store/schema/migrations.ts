import { historySchema } from '../history/historySchema.ts';

/**
 * The file's shape, version by version: the n-th text leads from version n-1 to n. Never change one that was released; add one.
 * Texts that other parts own (events, members, content) are JSON and opaque here.
 */
export const migrations: readonly string[] = [
  `CREATE TABLE store.sync_base (id INTEGER PRIMARY KEY CHECK (id = 1), sync TEXT NOT NULL) STRICT;
   CREATE TABLE store.sync_log (n INTEGER PRIMARY KEY, bytes INTEGER NOT NULL, sync TEXT NOT NULL) STRICT;
   CREATE TABLE store.members (room_id TEXT PRIMARY KEY, members TEXT NOT NULL) STRICT;
   CREATE TABLE store.named_values (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
   CREATE TABLE store.rooms (
     room_id TEXT PRIMARY KEY,
     is_invite INTEGER NOT NULL,
     last_active_ts REAL NOT NULL,
     summary TEXT NOT NULL
   ) STRICT;
   CREATE INDEX store.rooms_by_activity ON rooms (is_invite DESC, last_active_ts DESC, room_id);
   CREATE TABLE store.screens (room_id TEXT PRIMARY KEY, detail TEXT NOT NULL, items TEXT NOT NULL) STRICT;
   CREATE TABLE store.last_room (id INTEGER PRIMARY KEY CHECK (id = 1), room_id TEXT NOT NULL) STRICT;
   CREATE TABLE store.outbox (
     txn_id TEXT PRIMARY KEY,
     room_id TEXT NOT NULL,
     event_type TEXT NOT NULL,
     content TEXT NOT NULL,
     ts REAL NOT NULL,
     send_order REAL NOT NULL,
     state TEXT NOT NULL CHECK (state IN ('queued', 'failed', 'sent')),
     error TEXT,
     event_id TEXT
   ) STRICT;
   CREATE INDEX store.outbox_in_order ON outbox (send_order);
   CREATE TABLE store.drafts (room_id TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT;`,
  historySchema,
  `DROP TABLE store.outbox;
   DROP TABLE store.drafts;
   DROP TABLE store.named_values;`,
  'ALTER TABLE store.history_rooms ADD COLUMN version TEXT',
];

/** In the version before it, outbox, drafts and values lie in this file still; they have one of their own now. */
export const ownTablesGo = 2;
