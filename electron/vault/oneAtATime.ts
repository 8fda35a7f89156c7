import { within } from '../../core/within.ts';

/**
 * At most one call in flight. A call over its limit cannot be cancelled and pins one of libuv's four threads,
 * so until it ends no other is started: they all answer `timedOut` at once. What it does after all is undone by `undoLate`.
 */
export class OneAtATime {
  private readonly limitMs: number;
  private last: Promise<unknown> = Promise.resolve();
  private hanging = false;

  constructor(limitMs: number) {
    this.limitMs = limitMs;
  }

  async run<T>(start: () => Promise<T>, undoLate?: () => Promise<unknown>): Promise<T | 'timedOut'> {
    const before = this.last;
    let free = (): void => undefined;
    this.last = new Promise<void>((resolve) => {
      free = resolve;
    });
    await before;
    if (this.hanging) {
      free();
      return 'timedOut';
    }
    try {
      return await this.inTime(start(), undoLate);
    } finally {
      free();
    }
  }

  private inTime<T>(call: Promise<T>, undoLate?: () => Promise<unknown>): Promise<T | 'timedOut'> {
    return within(this.limitMs, call, () => {
      this.hanging = true;
      const ended = (): void => {
        this.hanging = false;
      };
      call.then(() => undoLate?.()).then(ended, ended);
      return 'timedOut';
    });
  }
}
