import { backoff } from '../../core/backoff.ts';

const calmMs = 60_000;
const maxMs = 30_000;

/** How long to wait before a process that died is started again: not at all the first time, longer each time it does not last. */
export class Backoff {
  private readonly monotonic: () => number;
  private deaths = 0;
  private lastDeath = -Infinity;

  constructor(monotonic: () => number) {
    this.monotonic = monotonic;
  }

  next(): number {
    const now = this.monotonic();
    this.deaths = now - this.lastDeath > calmMs ? 0 : this.deaths + 1;
    this.lastDeath = now;
    return this.deaths === 0 ? 0 : backoff(250, maxMs, this.deaths);
  }
}
