import { backoff } from '../../core/backoff.ts';
import type { Log } from '../log.ts';

/** Between two tries; also of a keychain that does not let go. */
export const retryMs = { first: 1_000, most: 60_000 };
/** After this the rest goes, while Electron is still being asked to let go (E12). */
const electronMayTakeMs = 10_000;

export interface UntilDoneParts {
  readonly log: Log;
  readonly wait: (ms: number) => Promise<void>;
}

/** An erase always ends: what fails is tried again, and what hangs is not waited for. */
export class UntilDone {
  private readonly parts: UntilDoneParts;

  constructor(parts: UntilDoneParts) {
    this.parts = parts;
  }

  /** Tries until it is done. `failing`: told when that takes more than one try. */
  async surely(what: string, action: () => Promise<void>, failing: () => void = () => undefined): Promise<void> {
    for (let tries = 0; ; tries++) {
      try {
        return await action();
      } catch (cause) {
        this.parts.log.fault(`erase: ${what}, trying again`, cause);
        failing();
        await this.parts.wait(backoff(retryMs.first, retryMs.most, tries));
      }
    }
  }

  /** Where it fails or hangs, it is tried again while the rest goes on (E12). */
  async withoutWaiting(
    what: string,
    action: () => Promise<void>,
    { failing, done }: { readonly failing: () => void; readonly done: () => void },
  ): Promise<void> {
    try {
      await action();
      done();
    } catch (cause) {
      this.parts.log.fault(`erase: ${what}, trying again while the rest goes on`, cause);
      failing();
      void this.later(what, action, done);
    }
  }

  /** Fails where it takes too long; whether it ever ends is not waited for. */
  inTime(action: () => Promise<void>): Promise<void> {
    const limit = this.parts.wait(electronMayTakeMs).then(() => {
      throw new Error('Electron does not answer');
    });
    return Promise.race([action(), limit]);
  }

  private async later(what: string, action: () => Promise<void>, done: () => void): Promise<void> {
    await this.parts.wait(retryMs.first);
    await this.surely(what, action);
    done();
  }
}
