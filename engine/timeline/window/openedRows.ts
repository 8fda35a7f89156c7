import type { Client } from '../../../core/contracts/contract.ts';
import type { StoreContract } from '../../../core/contracts/store.ts';
import { awaitsKey } from '../../../core/features/decryption/awaitsKey.ts';
import { mostAtOnce } from '../../../core/features/decryption/calls.ts';
import type { Attempt, Decryption, SealedEvent } from '../../../core/features/decryption/decryption.ts';
import type { EventRow } from '../../../core/features/history/rows.ts';
import type { EventId, RoomId } from '../../../core/ids.ts';
import { sameData } from '../../../core/sameData.ts';
import type { Log } from '../../log.ts';

export interface OpenedRowsParts {
  readonly roomId: RoomId;
  readonly store: Pick<Client<StoreContract>['calls'], 'putDecryptions'>;
  readonly decrypt: (event: SealedEvent) => Promise<Attempt>;
  /** Has the backup of the keys looked at. */
  readonly askBackup: (session: string) => void;
  /** Whether the push rules call it a highlight. */
  readonly mentions: (row: EventRow) => boolean;
  readonly now: () => number;
  readonly log: Log;
}

interface Known {
  readonly raw: EventRow;
  row: EventRow;
}

/** Rows of the history as they can be read: what nobody has tried to decrypt is tried here, as somebody looks at it. */
export class OpenedRows {
  private known = new Map<EventId, Known>();
  private readonly asked = new Set<string>();
  private readonly parts: OpenedRowsParts;

  constructor(parts: OpenedRowsParts) {
    this.parts = parts;
  }

  /** All that there are now, oldest first. What has not changed is the same object as before. Takes `atMostMs`, and leaves the rest as it is. */
  async open(rows: readonly EventRow[], atMostMs: number): Promise<ReadonlyMap<EventId, EventRow>> {
    const next = new Map<EventId, Known>();
    for (const raw of rows) {
      const old = this.known.get(raw.eventId);
      next.set(raw.eventId, old && (old.raw === raw || sameData(old.raw, raw)) ? old : { raw, row: raw });
    }
    this.known = next;
    const all = [...next.values()];
    await this.decrypt(all.filter(({ row }) => row.state === 'untried').toReversed(), atMostMs);
    for (const one of all) {
      if (awaitsKey(one.row)) this.askForKey(one.row);
      if (!one.row.mention && one.row.state === 'clear' && this.parts.mentions(one.row)) one.row = { ...one.row, mention: true };
    }
    return new Map(all.map(({ row }) => [row.eventId, row]));
  }

  private async decrypt(untried: readonly Known[], atMostMs: number): Promise<void> {
    const { roomId, decrypt, now, log } = this.parts;
    const until = now() + atMostMs;
    const decryptions: { roomId: RoomId; eventId: EventId; decryption: Decryption }[] = [];
    try {
      for (const one of untried) {
        if (now() > until) break;
        const { decryption } = await decrypt({ roomId, number: 0, row: one.row });
        one.row = opened(one.row, decryption);
        decryptions.push({ roomId, eventId: one.row.eventId, decryption });
      }
    } catch (cause) {
      log.fault('what is on show could not be decrypted', cause);
    }
    this.keep(decryptions);
  }

  /** Nobody waits for it: it could be done again. */
  private keep(decryptions: readonly { roomId: RoomId; eventId: EventId; decryption: Decryption }[]): void {
    for (let from = 0; from < decryptions.length; from += mostAtOnce.events) {
      this.parts.store
        .putDecryptions({ decryptions: decryptions.slice(from, from + mostAtOnce.events) })
        .catch((cause) => this.parts.log.fault('what was decrypted is not kept', cause));
    }
  }

  /** Once for each session, for as long as somebody looks. */
  private askForKey({ state, session }: EventRow): void {
    if (state !== 'failed' || session === null || this.asked.has(session)) return;
    this.asked.add(session);
    this.parts.askBackup(session);
  }
}

function opened(row: EventRow, decryption: Decryption): EventRow {
  if (decryption.state === 'failed') return { ...row, state: 'failed', reason: decryption.reason };
  const { type, content, kind } = decryption;
  return { ...row, state: 'clear', reason: null, type, content, kind };
}
