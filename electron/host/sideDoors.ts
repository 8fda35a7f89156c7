import { Failure } from '../../core/errors.ts';
import { Pace } from './pace.ts';

export interface SideDoorsParts {
  readonly monotonic: () => number;
  /** Somebody has just clicked or typed in the page. */
  readonly isPersonActing: () => Promise<boolean>;
}

/**
 * The ways by which the page, which has no network of its own, makes main speak to the outside with a text of the page's choice. They open
 * for what people do, and no faster than people do it: a script in the page must not carry out through them what it has read (S-4).
 */
export class SideDoors {
  private readonly parts: SideDoorsParts;
  private readonly lookUps: Pace;
  private readonly links: Pace;
  private readonly microphones: Pace;

  constructor(parts: SideDoorsParts) {
    this.parts = parts;
    // The form asks when typing pauses, at most thrice a second.
    this.lookUps = new Pace({ burst: 8, everyMs: 1_000 }, parts.monotonic);
    this.links = new Pace({ burst: 3, everyMs: 1_000 }, parts.monotonic);
    this.microphones = new Pace({ burst: 3, everyMs: 1_000 }, parts.monotonic);
  }

  /** Rejects with a `Failure` where it stays shut. */
  async lookUp(): Promise<void> {
    await this.pass(this.lookUps);
  }

  async link(): Promise<void> {
    await this.pass(this.links);
  }

  async microphone(): Promise<void> {
    await this.pass(this.microphones);
  }

  private async pass(pace: Pace): Promise<void> {
    if (!(await this.parts.isPersonActing())) throw new Failure({ code: 'badArgument', field: 'gesture' });
    const retryAfterMs = pace.take();
    if (retryAfterMs > 0) throw new Failure({ code: 'rateLimited', retryAfterMs });
  }
}
