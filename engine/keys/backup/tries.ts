import { backoff } from '../../../core/backoff.ts';

const firstMs = 1_000;
const maxMs = 5 * 60_000;

interface TriesParts {
  /** True: it is done. Rejects with what it met. */
  readonly job: () => Promise<boolean>;
  readonly failed: (cause: unknown) => void;
  /** After each try. */
  readonly changed: () => void;
  readonly setTimer: (run: () => void, ms: number) => void;
}

/** Runs something until it is done, each time after a longer pause; never twice at once. */
export class Tries {
  private state: 'idle' | 'running' | 'pausing' | 'done' = 'idle';
  private wanted = false;
  /** How often it was not done. */
  private failures = 0;
  private readonly parts: TriesParts;

  constructor(parts: TriesParts) {
    this.parts = parts;
  }

  get isDone(): boolean {
    return this.state === 'done';
  }

  /** Begins, unless it has begun. */
  begin(): void {
    if (this.state === 'idle') void this.run();
  }

  /** What it depends on has changed: once more, at once or after what runs now. */
  again(): void {
    if (this.state === 'running') this.wanted = true;
    else void this.run();
  }

  /** It was done in an earlier life of the app. */
  skip(): void {
    if (this.state === 'idle') this.state = 'done';
  }

  private async run(): Promise<void> {
    this.state = 'running';
    let done = false;
    do {
      this.wanted = false;
      try {
        done = await this.parts.job();
      } catch (cause) {
        done = false;
        this.parts.failed(cause);
      }
    } while (this.wanted);
    this.state = done ? 'done' : 'pausing';
    if (done) this.failures = 0;
    else this.pause();
    this.parts.changed();
  }

  private pause(): void {
    this.parts.setTimer(
      () => {
        if (this.state === 'pausing') void this.run();
      },
      backoff(firstMs, maxMs, this.failures++),
    );
  }
}
