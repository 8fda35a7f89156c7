import type { CurrentToken, Gate as GateState } from '../../core/features/session/mainCalls.ts';
import { Listeners, type Disposer } from '../../core/listeners.ts';
import type { TokenVerdict } from '../../core/session/events.ts';
import type { Epoch } from '../../core/session/states.ts';

export interface Opening {
  readonly credentials: CurrentToken;
  readonly retry: boolean;
}

interface Waiter {
  readonly go: (opening: Opening) => void;
}

export type ReportToken = (report: { epoch: Epoch; verdict: TokenVerdict; path: string }) => void;

/**
 * Lets authenticated requests pass while the session is alive, and holds them while it is not. Soft logout is a pause:
 * nothing behind this gate ever learns of it.
 */
export class Gate {
  private state: Opening | 'held' = 'held';
  private last: CurrentToken | null = null;
  private readonly waiters = new Set<Waiter>();
  private readonly listeners = new Listeners<void>();
  private readonly report: ReportToken;
  private firstWord!: () => void;
  private wasHeard = false;
  /** Main has said for the first time whether the session is alive: what is held before that is a start, and no pause. */
  readonly heard = new Promise<void>((resolve) => {
    this.firstWord = resolve;
  });

  constructor(report: ReportToken) {
    this.report = report;
  }

  get isOpen(): boolean {
    return this.state !== 'held';
  }

  /** Held because main said so. */
  get isPaused(): boolean {
    return this.wasHeard && !this.isOpen;
  }

  /** The current token's, also while held; 0 before there is one. */
  get epoch(): Epoch {
    return this.last?.epoch ?? 0;
  }

  /** Main moves the gate. */
  move(to: GateState): void {
    this.firstWord();
    this.wasHeard = true;
    if (to.is === 'held') {
      this.hold();
      return;
    }
    const opening: Opening = { credentials: to.credentials, retry: to.retry };
    this.state = opening;
    this.last = to.credentials;
    for (const waiter of [...this.waiters]) waiter.go(opening);
    this.listeners.tell();
  }

  /** A current token was judged: nothing more goes out until main has decided. Reported once, however many requests met it. */
  judged(epoch: Epoch, verdict: TokenVerdict, path: string): void {
    if (this.state === 'held' || this.state.credentials.epoch !== epoch) return;
    this.hold();
    this.report({ epoch, verdict, path });
  }

  /** The credentials to use; at once while open, else when the gate opens. */
  pass(signal: AbortSignal | null | undefined): Promise<Opening> {
    if (signal?.aborted) return Promise.reject(aborted());
    return this.state === 'held' ? this.opened(signal) : Promise.resolve(this.state);
  }

  /** The next opening. */
  private opened(signal: AbortSignal | null | undefined): Promise<Opening> {
    return new Promise((resolve, reject) => {
      const waiter: Waiter = {
        go: (opening) => {
          end();
          resolve(opening);
        },
      };
      const abort = (): void => {
        end();
        reject(aborted());
      };
      const end = (): void => {
        this.waiters.delete(waiter);
        signal?.removeEventListener('abort', abort);
      };
      this.waiters.add(waiter);
      signal?.addEventListener('abort', abort);
    });
  }

  /** Hears every move, whoever made it. */
  listen(listener: () => void): Disposer {
    return this.listeners.add(listener);
  }

  /** Told also where it was held already: before main's first word nobody knows whether this is a pause or a start. */
  private hold(): void {
    this.state = 'held';
    this.listeners.tell();
  }
}

/** What the SDK takes for "stopped by ourselves". */
function aborted(): DOMException {
  return new DOMException('The request was stopped', 'AbortError');
}
