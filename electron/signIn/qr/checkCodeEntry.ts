import { Failure } from '../../../core/errors.ts';

/** Where the two digits that people type meet the sign-in that waits for them. */
export class CheckCodeEntry {
  private waiting: ((digits: string) => void) | null = null;

  ask(signal: AbortSignal): Promise<string> {
    return new Promise((resolve, reject) => {
      const end = (): void => {
        this.waiting = null;
        signal.removeEventListener('abort', abort);
      };
      const abort = (): void => {
        end();
        reject(new Failure({ code: 'cancelled' }));
      };
      if (signal.aborted) return abort();
      signal.addEventListener('abort', abort, { once: true });
      this.waiting = (digits) => {
        end();
        resolve(digits);
      };
    });
  }

  /** Without anybody who waits it does nothing. */
  enter(digits: string): void {
    this.waiting?.(digits);
  }
}
