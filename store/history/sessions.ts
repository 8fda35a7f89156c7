import type Database from '@signalapp/sqlcipher';
import type { SenderTrust, SessionSample } from '../../core/features/decryption/decryption.ts';
import type { EventNumber } from './places.ts';
import type { RoomNumber } from './rooms.ts';

type Row = { session: string; sender: string; sample: string; trust: string; shared_by: string | null };

/** One wire event of each session, and of each sender that events of it name: a server can put another's name on what somebody has encrypted. */
export class Sessions {
  private readonly db: Database;

  constructor(db: Database) {
    this.db = db;
  }

  of(room: RoomNumber, sessions: readonly string[]): readonly SessionSample[] {
    return this.db
      .prepare(
        'SELECT session, sender, sample, trust, shared_by FROM store.sessions WHERE room = ? AND session IN (SELECT value FROM json_each(?))',
      )
      .all<Row>([room, JSON.stringify(sessions)])
      .map(({ trust, shared_by: sharedBy, ...row }) => ({ ...row, trust: trust as SenderTrust, sharedBy }));
  }

  /** The first sample stays, until that event is redacted or forgotten; what is known of its sender is what was said last. */
  put(room: RoomNumber, event: EventNumber, { session, sender, sample, trust, sharedBy }: SessionSample): void {
    this.db
      .prepare(
        `INSERT INTO store.sessions (room, session, sender, event, sample, trust, shared_by) VALUES (?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET trust = excluded.trust, shared_by = excluded.shared_by,
           event = iif(sample = '', excluded.event, event), sample = iif(sample = '', excluded.sample, sample)`,
      )
      .run([room, session, sender, event, sample, trust, sharedBy]);
  }
}
