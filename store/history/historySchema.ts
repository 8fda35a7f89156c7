/**
 * The history's tables. `what` of a line: 0 a room · 1 a floating run · 2 a thread. `notify` of a place: null not judged · 0 · 1 · 2 highlight. `state` of an event:
 * 0 clear · 1 untried · 2 failed; its `kind`: 0 · 1 media · 2 link · 3 poll. A partial index is taken only by a query that repeats its condition.
 * A session's sample is an event as it was on the wire, which its key still opens: it goes with that event.
 */
export const historySchema = `
  CREATE TABLE store.history_rooms (
    room INTEGER PRIMARY KEY,
    room_id TEXT NOT NULL UNIQUE,
    created_ts INTEGER NOT NULL DEFAULT 0,
    torn INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE TABLE store.lines (line INTEGER PRIMARY KEY, room INTEGER NOT NULL, what INTEGER NOT NULL, root TEXT NOT NULL DEFAULT '') STRICT;
  CREATE UNIQUE INDEX store.lines_of_rooms ON lines (room) WHERE what = 0;
  CREATE UNIQUE INDEX store.lines_of_threads ON lines (room, root) WHERE what = 2;
  CREATE TABLE store.places (
    line INTEGER NOT NULL,
    pos INTEGER NOT NULL,
    event INTEGER NOT NULL,
    notify INTEGER,
    PRIMARY KEY (line, pos)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX store.places_of_event ON places (event);
  CREATE TABLE store.gaps (
    line INTEGER NOT NULL,
    pos INTEGER NOT NULL,
    back TEXT,
    fwd TEXT,
    soft INTEGER NOT NULL,
    PRIMARY KEY (line, pos)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE store.events (
    event INTEGER PRIMARY KEY,
    room INTEGER NOT NULL,
    event_id TEXT NOT NULL,
    sender TEXT NOT NULL,
    type TEXT NOT NULL,
    state_key TEXT,
    ts INTEGER NOT NULL,
    received INTEGER NOT NULL,
    thread TEXT,
    rel_type TEXT,
    rel_to TEXT,
    txn_id TEXT,
    redacted_by TEXT,
    state INTEGER NOT NULL,
    wire INTEGER NOT NULL,
    session TEXT,
    reason TEXT,
    kind INTEGER NOT NULL,
    mention INTEGER NOT NULL,
    content TEXT NOT NULL,
    extra TEXT
  ) STRICT;
  CREATE UNIQUE INDEX store.events_by_id ON events (event_id, room);
  CREATE INDEX store.events_by_relation ON events (rel_to, rel_type) WHERE rel_to IS NOT NULL;
  CREATE INDEX store.events_by_kind ON events (room, kind, ts) WHERE kind > 0;
  CREATE INDEX store.mentions ON events (ts) WHERE mention = 1;
  CREATE INDEX store.awaited_sessions ON events (room, session) WHERE state > 0;
  CREATE INDEX store.untried_events ON events (state) WHERE state = 1;
  CREATE INDEX store.events_by_time ON events (room, ts);
  CREATE INDEX store.events_by_txn ON events (txn_id) WHERE txn_id IS NOT NULL;
  CREATE TABLE store.sessions (
    room INTEGER NOT NULL,
    session TEXT NOT NULL,
    sender TEXT NOT NULL,
    event INTEGER NOT NULL,
    sample TEXT NOT NULL,
    trust TEXT NOT NULL,
    shared_by TEXT,
    PRIMARY KEY (room, session, sender)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX store.samples_of_event ON sessions (event);
  CREATE TRIGGER store.redacted_samples AFTER UPDATE OF redacted_by ON events WHEN new.redacted_by IS NOT NULL
    BEGIN UPDATE sessions SET sample = '' WHERE event = new.event; END;
  CREATE TRIGGER store.forgotten_samples AFTER DELETE ON events
    BEGIN UPDATE sessions SET sample = '' WHERE event = old.event; END;
  CREATE TABLE store.receipts (
    room INTEGER NOT NULL,
    user TEXT NOT NULL,
    thread TEXT NOT NULL,
    private INTEGER NOT NULL,
    event_id TEXT NOT NULL,
    ts INTEGER NOT NULL,
    PRIMARY KEY (room, user, thread, private)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE store.people (
    room INTEGER NOT NULL,
    user TEXT NOT NULL,
    name TEXT,
    avatar TEXT,
    membership TEXT NOT NULL,
    PRIMARY KEY (room, user)
  ) STRICT, WITHOUT ROWID;`;
