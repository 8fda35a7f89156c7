import type { Client } from '../../../core/contracts/contract.ts';
import type { StoreContract } from '../../../core/contracts/store.ts';
import { mostAtOnce } from '../../../core/features/decryption/calls.ts';
import type { SenderTrust, SessionSample } from '../../../core/features/decryption/decryption.ts';
import type { EventRow } from '../../../core/features/history/rows.ts';
import type { EventId, RoomId } from '../../../core/ids.ts';

interface SenderTrustsParts {
  readonly roomId: RoomId;
  readonly store: Pick<Client<StoreContract>['calls'], 'sessionSamples'>;
  readonly askTrust: (roomId: RoomId, sample: SessionSample) => Promise<SenderTrust | null>;
}

/** Nobody knew whose device it was; that may come out later. */
const unsure: ReadonlySet<SenderTrust> = new Set(['unknownDevice', 'notGuaranteed']);
const keyOf = (session: string, sender: string): string => `${session} ${sender}`;

/**
 * Whose device encrypted what is on show: a server can put anybody's name on what somebody else has encrypted (CVE-2025-48937), and it is
 * decrypted all the same.
 */
export class SenderTrusts {
  private readonly samples = new Map<string, SessionSample>();
  private readonly parts: SenderTrustsParts;

  constructor(parts: SenderTrustsParts) {
    this.parts = parts;
  }

  /** Of those whose sender is somebody else, as far as is known. */
  async doubtedAmong(rows: Iterable<EventRow>): Promise<readonly EventId[]> {
    const encrypted = [...rows].filter(({ wire, state, session }) => wire && state === 'clear' && session !== null);
    await this.learn(encrypted);
    return encrypted
      .filter(({ session, sender }) => this.samples.get(keyOf(session!, sender))?.trust === 'otherSender')
      .map(({ eventId }) => eventId);
  }

  /** Asks again about those of whom nobody knew. Resolves to whether something is known now that speaks against a sender. */
  async askAgain(): Promise<boolean> {
    let found = false;
    for (const [key, sample] of [...this.samples]) {
      if (!unsure.has(sample.trust)) continue;
      const trust = await this.parts.askTrust(this.parts.roomId, sample);
      if (trust === null || trust === sample.trust) continue;
      this.samples.set(key, { ...sample, trust });
      found ||= trust === 'otherSender';
    }
    return found;
  }

  private async learn(rows: readonly EventRow[]): Promise<void> {
    const unknown = rows.filter(({ session, sender }) => !this.samples.has(keyOf(session!, sender))).map(({ session }) => session!);
    const sessions = [...new Set(unknown)];
    for (let from = 0; from < sessions.length; from += mostAtOnce.sessions) {
      const some = sessions.slice(from, from + mostAtOnce.sessions);
      for (const sample of await this.parts.store.sessionSamples({ roomId: this.parts.roomId, sessions: some }))
        this.samples.set(keyOf(sample.session, sample.sender), sample);
    }
  }
}
