/**
 * The shape of the small file, version by version, as `migrations` has that of the big one: what lies nowhere else. `target` is a
 * `TimelineRef` as JSON, for drafts and messages that belong to a thread.
 */
export const ownMigrations: readonly string[] = [
  `CREATE TABLE store.marks (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
   CREATE TABLE store.named_values (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
   CREATE TABLE store.outbox (
     txn_id TEXT PRIMARY KEY,
     room_id TEXT NOT NULL,
     target TEXT NOT NULL,
     event_type TEXT NOT NULL,
     content TEXT NOT NULL,
     ts REAL NOT NULL,
     send_order REAL NOT NULL,
     state TEXT NOT NULL CHECK (state IN ('queued', 'failed', 'sent')),
     error TEXT,
     event_id TEXT
   ) STRICT;
   CREATE INDEX store.outbox_in_order ON outbox (send_order);
   CREATE TABLE store.drafts (target TEXT PRIMARY KEY, room_id TEXT NOT NULL, text TEXT NOT NULL) STRICT;`,
];
