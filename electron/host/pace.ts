/** Lets through as many as `burst` at once, and one more each `everyMs` after that (the generic cell rate algorithm). */
export class Pace {
  private readonly everyMs: number;
  private readonly aheadMs: number;
  private readonly monotonic: () => number;
  /** When the next one would be due, had they come evenly. */
  private due = 0;

  constructor({ burst, everyMs }: { readonly burst: number; readonly everyMs: number }, monotonic: () => number) {
    this.everyMs = everyMs;
    this.aheadMs = (burst - 1) * everyMs;
    this.monotonic = monotonic;
  }

  /** Milliseconds until the next one may pass; 0: this one may, and is counted. */
  take(): number {
    const now = this.monotonic();
    const due = Math.max(this.due, now);
    const waitMs = due - this.aheadMs - now;
    if (waitMs > 0) return Math.ceil(waitMs);
    this.due = due + this.everyMs;
    return 0;
  }
}
