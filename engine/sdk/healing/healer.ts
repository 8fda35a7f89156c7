import type { Client } from '../../../core/contracts/contract.ts';
import type { StoreContract } from '../../../core/contracts/store.ts';
import { backoff } from '../../../core/backoff.ts';
import { mostAtOnce } from '../../../core/features/decryption/calls.ts';
import { awaitsKey } from '../../../core/features/decryption/awaitsKey.ts';
import type { Attempt, SealedEvent, SessionRef } from '../../../core/features/decryption/decryption.ts';
import type { RoomId } from '../../../core/ids.ts';
import type { Log } from '../../log.ts';

type StoreCalls = Pick<
  Client<StoreContract>['calls'],
  'untriedEvents' | 'sealedEvents' | 'awaitedAmong' | 'awaitedSessions' | 'putDecryptions'
>;

export interface HealerParts {
  readonly store: StoreCalls;
  /** Rejects only where nothing can be decrypted at all. */
  readonly decrypt: (event: SealedEvent) => Promise<Attempt>;
  /** Milliseconds, of any clock. */
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<void>;
  /** Told of the rooms in whose history something has been opened, or has another reason why not. */
  readonly healed?: (roomIds: readonly RoomId[]) => void;
  readonly log: Log;
}

/** Events that are tried at a time, about 10 ms. */
const slice = 20;
/** Of so many it is logged how long they took. */
const many = 100;
const againMs = { first: 1_000, most: 60_000 };
const keyOf = ({ roomId, session }: SessionRef): string => `${roomId} ${session}`;
/**
 * Decrypts what lies encrypted in the history, beside saving and in slices: first what a key has come for, of any age; then what nobody has
 * tried; then, once a life, one event of each session that something still waits for, since its key may have come when nobody was there to use it. Then
 * it stands still until it is told of something. All that it has to do stands in the table, so that the next life goes on where this one ends.
 */
export class Healer {
  private readonly came = new Map<string, SessionRef>();
  private hasUntried = true;
  /** Behind which session is to be looked for the next; `done`: there is none. */
  private probing: SessionRef | null | 'done' = null;
  /** Sessions whose key was found missing in this life, as long as it is looked for others. */
  private readonly missing = new Set<string>();
  private running: Promise<void> | null = null;
  private spent = { events: 0, ms: 0 };
  private hasBegun = false;
  private stopped = false;
  private begins = (): void => undefined;
  private readonly begun = new Promise<void>((resolve) => (this.begins = resolve));
  private readonly parts: HealerParts;

  constructor(parts: HealerParts) {
    this.parts = parts;
  }

  get hasStopped(): boolean {
    return this.stopped;
  }

  /** Before it, what comes is only noted. */
  begin(): void {
    this.hasBegun = true;
    this.begins();
    this.run();
  }

  stop(): void {
    this.stopped = true;
  }

  /** Events have been saved. */
  saved(): void {
    this.hasUntried = true;
    this.run();
  }

  /** Keys have come, or the word that one is not given. */
  keysCame(sessions: readonly SessionRef[]): void {
    for (const session of sessions) this.came.set(keyOf(session), session);
    this.run();
  }

  /** Resolves once it has begun and there is nothing to do. */
  async settled(): Promise<void> {
    await this.begun;
    while (this.running !== null) await this.running;
  }

  private run(): void {
    if (!this.hasBegun || this.stopped) return;
    this.running ??= this.work().finally(() => {
      this.running = null;
      // It may have come just as the work was said to be over.
      if (this.hasWork) this.run();
    });
  }

  private get hasWork(): boolean {
    return this.came.size > 0 || this.hasUntried || this.probing !== 'done';
  }

  private async work(): Promise<void> {
    const { log, wait } = this.parts;
    let faults = 0;
    while (this.hasWork && !this.stopped) {
      try {
        await this.step();
        faults = 0;
      } catch (cause) {
        if (this.stopped) return;
        log.fault('the history could not be decrypted further', cause);
        await wait(backoff(againMs.first, againMs.most, faults++));
      }
    }
    const { events, ms } = this.spent;
    if (events >= many) log.info(`${events} encrypted events of the history were tried in ${Math.round(ms)} ms`);
    this.spent = { events: 0, ms: 0 };
  }

  /** What is taken from a list comes back to it where it fails. */
  private async step(): Promise<void> {
    if (this.came.size > 0) await this.useKeys();
    else if (this.hasUntried) await this.tryNewest();
    else if (this.probing !== 'done') await this.probe(this.probing);
  }

  private async useKeys(): Promise<void> {
    const sessions = [...this.came.values()].slice(0, mostAtOnce.sessions);
    for (const session of sessions) this.came.delete(keyOf(session));
    let left = sessions;
    try {
      left = [...(await this.parts.store.awaitedAmong({ sessions }))];
      for (; left.length > 0; left.shift()) await this.useKey(left[0]!);
    } catch (cause) {
      for (const session of left) this.came.set(keyOf(session), session);
      throw cause;
    }
  }

  /** All that waits for it, and nothing else: a key is told of again once more is known of its sender, and what was opened and is no event stays so. */
  private async useKey(session: SessionRef): Promise<void> {
    for (let after = 0; !this.stopped;) {
      const events = await this.parts.store.sealedEvents({ ...session, after, limit: slice });
      await this.attempt(events.filter(({ row }) => awaitsKey(row)));
      if (events.length < slice) return;
      after = events.at(-1)!.number;
    }
  }

  private async tryNewest(): Promise<void> {
    this.hasUntried = false;
    try {
      const events = await this.parts.store.untriedEvents({ limit: slice });
      this.noteMissing(events, await this.attempt(events));
      if (events.length === slice) this.hasUntried = true;
    } catch (cause) {
      this.hasUntried = true;
      throw cause;
    }
  }

  private noteMissing(events: readonly SealedEvent[], attempts: readonly Attempt[]): void {
    if (this.probing === 'done') return;
    events.forEach(({ roomId, row }, index) => {
      if (attempts[index]!.lacksKey) this.missing.add(keyOf({ roomId, session: row.session ?? '' }));
    });
  }

  private async probe(after: SessionRef | null): Promise<void> {
    const sessions = await this.parts.store.awaitedSessions({ after, limit: slice });
    for (const session of sessions) if (!this.missing.has(keyOf(session))) await this.probeSession(session);
    this.probing = sessions.length < slice ? 'done' : sessions.at(-1)!;
    if (this.probing === 'done') this.missing.clear();
  }

  /** One of it by itself; and where the key is there, the rest. */
  private async probeSession(session: SessionRef): Promise<void> {
    for (let after = 0, limit = 1; !this.stopped; limit = slice) {
      const events = await this.parts.store.sealedEvents({ ...session, after, limit });
      const attempts = await this.attempt(events);
      if (events.length < limit || attempts.at(-1)!.lacksKey) return;
      after = events.at(-1)!.number;
    }
  }

  private async attempt(events: readonly SealedEvent[]): Promise<readonly Attempt[]> {
    const { store, decrypt, now, wait } = this.parts;
    const began = now();
    const attempts: Attempt[] = [];
    for (const event of events) attempts.push(await decrypt(event));
    this.spent = { events: this.spent.events + events.length, ms: this.spent.ms + now() - began };
    const news = events.flatMap(({ roomId, row }, index) => {
      const { decryption } = attempts[index]!;
      const isKnown = row.state === 'failed' && decryption.state === 'failed' && decryption.reason === row.reason;
      return isKnown ? [] : [{ roomId, eventId: row.eventId, decryption }];
    });
    if (news.length > 0 && !this.stopped) {
      await store.putDecryptions({ decryptions: news });
      this.parts.healed?.([...new Set(news.map(({ roomId }) => roomId))]);
    }
    // As long as it took, everybody else has their turn.
    await wait(now() - began);
    return attempts;
  }
}
