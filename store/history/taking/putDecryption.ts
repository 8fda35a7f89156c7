import type Database from '@signalapp/sqlcipher';
import type { Decryption } from '../../../core/features/decryption/decryption.ts';
import type { EventId, RoomId } from '../../../core/ids.ts';
import { kindNumber } from '../events.ts';
import { Rooms, type RoomNumber } from '../rooms.ts';
import { Sessions } from '../sessions.ts';

interface Put {
  readonly roomId: RoomId;
  readonly eventId: EventId;
  readonly decryption: Decryption;
}

type Sealed = { event: number; sender: string; session: string | null; ts: number; content: string };

/** In place, in the caller's transaction. Whatever is clear by now stays as it is: it was redacted, or somebody was faster. */
export function putDecryption(db: Database, { roomId, eventId, decryption }: Put): void {
  const room = new Rooms(db).find(roomId);
  if (room === undefined) return;
  const sealed = db
    .prepare('SELECT event, sender, session, ts, content FROM store.events WHERE event_id = ? AND room = ? AND state > 0')
    .get<Sealed>([eventId, room]);
  if (!sealed) return;
  if (decryption.state === 'failed') {
    db.prepare('UPDATE store.events SET state = 2, reason = ? WHERE event = ?').run([decryption.reason, sealed.event]);
    return;
  }
  keepSample(db, room, eventId, sealed, decryption);
  const { type, content, kind } = decryption;
  db.prepare('UPDATE store.events SET state = 0, reason = NULL, type = ?, content = ?, kind = ? WHERE event = ?').run([
    type,
    content,
    kindNumber(kind),
    sealed.event,
  ]);
}

/** The ciphertext goes with this write. */
function keepSample(
  db: Database,
  room: RoomNumber,
  eventId: EventId,
  { event, session, sender, ts, content }: Sealed,
  { trust, sharedBy }: Decryption & { readonly state: 'clear' },
): void {
  if (session === null) return;
  const wire: unknown = JSON.parse(content);
  const sample = JSON.stringify({ event_id: eventId, type: 'm.room.encrypted', sender, origin_server_ts: ts, content: wire });
  new Sessions(db).put(room, event, { session, sender, sample, trust, sharedBy });
}
