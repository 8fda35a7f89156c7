import type { Client } from '../../core/contracts/contract.ts';
import type { StoreContract } from '../../core/contracts/store.ts';
import { choices, keptSince, readKeeps, type Keeps, type Kept } from '../../core/features/keeping/kept.ts';
import type { Log } from '../log.ts';

export type KeeperCalls = Pick<
  Client<StoreContract>['calls'],
  'getValue' | 'putValue' | 'countHistory' | 'forgetHistory' | 'shrinkHistory'
>;

interface Parts {
  readonly store: KeeperCalls;
  readonly log: Log;
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<void>;
}

const keepsValue = 'keepMessages';
/** Measured at a million events: with its indexes one takes as much. */
const bytesEach = 420;
/** Somebody who goes through the choices has not chosen yet. */
const afterChoiceMs = 10_000;
/** Between two slices the store belongs to others. */
const pauseMs = 50;
const dayMs = 86_400_000;

interface Counted {
  readonly older: readonly number[];
  readonly newest: number;
  readonly bytes: number;
}

/** Keeps the history as long as people want it: looks once a day, and after each choice. One at a time. */
export class Keeper {
  private readonly parts: Parts;
  private lookedAt: number | null = null;
  private stopped = false;
  /** Of the newest choice; what began before it ends. */
  private turn = 0;
  private running: Promise<void> = Promise.resolve();

  constructor(parts: Parts) {
    this.parts = parts;
  }

  async kept(): Promise<Kept> {
    const keeps = await this.keeps();
    const { newest } = await this.count([]);
    const { older, bytes } = await this.count(choices.map((choice) => this.since(choice, newest)));
    const frees = Object.fromEntries(choices.map((choice, index) => [choice, Math.min(bytes, (older[index] ?? 0) * bytesEach)]));
    return { keeps, bytes, frees: frees as Record<Keeps, number> };
  }

  async choose(keeps: Keeps): Promise<void> {
    await this.parts.store.putValue({ name: keepsValue, value: keeps === 'everything' ? null : keeps });
    this.turn += 1;
    void this.parts.wait(afterChoiceMs).then(() => this.forgetNow());
  }

  /** After each sync; does something once a day. */
  inTime(): void {
    const now = this.parts.now();
    // A clock that was set back must not hold it up for longer than a day.
    if (this.lookedAt !== null && Math.abs(now - this.lookedAt) < dayMs) return;
    this.lookedAt = now;
    void this.forgetNow();
  }

  stop(): void {
    this.stopped = true;
  }

  /** Never rejects: what is not forgotten now is tomorrow. */
  forgetNow(): Promise<void> {
    const { turn } = this;
    this.running = this.running
      .then(() => this.forget(() => !this.stopped && turn === this.turn))
      .catch((cause: unknown) => void this.parts.log.fault('forgetting what is older than is kept', cause));
    return this.running;
  }

  private async forget(goesOn: () => boolean): Promise<void> {
    const { store, wait, log } = this.parts;
    const keeps = await this.keeps();
    if (keeps === 'everything' || !goesOn()) return;
    const before = this.since(keeps, (await this.count([])).newest);
    let rows = 0;
    for (let from: number | null = before === 0 ? null : 0; from !== null && goesOn();) {
      const done: { readonly rows: number; readonly next: number | null } = await store.forgetHistory({ before, from });
      rows += done.rows;
      from = done.next;
      if (done.rows > 0) await wait(pauseMs);
    }
    while (goesOn() && (await store.shrinkHistory({})).more) await wait(pauseMs);
    if (rows > 0) log.info(`${rows} events are older than is kept, and are kept no longer`);
  }

  private keeps(): Promise<Keeps> {
    return this.parts.store.getValue({ name: keepsValue }).then(readKeeps);
  }

  private since(keeps: Keeps, newest: number): number {
    return keptSince(keeps, this.parts.now(), newest);
  }

  private async count(times: number[]): Promise<Counted> {
    let [newest, bytes] = [0, 0];
    const older = times.map(() => 0);
    for (let from: number | null = 0; from !== null;) {
      const some: Counted & { readonly next: number | null } = await this.parts.store.countHistory({ times, from });
      some.older.forEach((value, index) => (older[index] = (older[index] ?? 0) + value));
      newest = Math.max(newest, some.newest);
      ({ bytes } = some);
      from = some.next;
    }
    return { older, newest, bytes };
  }
}
