import type { AccessToken } from '../../core/ids.ts';
import type { SessionState } from '../../core/session/states.ts';
import type { Credentials } from './credentials.ts';
import type { Delays } from './delays.ts';

/** setTimeout takes no more than 31 bits. */
const longestDelayMs = 2 ** 31 - 1;

export interface ExpiryTimerParts {
  readonly credentials: Credentials;
  readonly delays: Delays;
  readonly monotonic: () => number;
  readonly wallClock: () => number;
  /** The token's announced life is over, by the monotonic clock. */
  readonly reached: (epoch: number) => void;
  /** It is about to end, and there is a refresh token (B2). */
  readonly refreshDue: (epoch: number) => void;
  /** It is over by the wall clock only, which anybody can set (K6): the server has to say so. */
  readonly doubtful: (epoch: number) => void;
}

/** A new token is asked for this long before the old one ends, or after three quarters of its life. */
const refreshAheadMs = 60_000;

/** L1: the dialog comes when the token ends, even while a long poll is open; B2: where it can be refreshed, that happens before. */
export class ExpiryTimer {
  private readonly options: ExpiryTimerParts;
  private armedFor = 0;
  /**
   * The token whose end was told. If the server says that it lives on, only the server ends it: a second telling would shut people out
   * again at once.
   */
  private toldOf: AccessToken | null = null;

  constructor(options: ExpiryTimerParts) {
    this.options = options;
  }

  follow(state: SessionState): void {
    const { credentials, delays } = this.options;
    const running = state.phase === 'opening' || state.phase === 'active';
    const early = state.phase === 'resuming' && state.origin === 'active';
    // Goes on as it was armed.
    if (early) return;
    if (!running || !credentials.tokens) {
      delays.cancel('expiry');
      this.armedFor = 0;
    } else if (this.armedFor !== credentials.epoch && this.toldOf !== credentials.tokens.accessToken) {
      this.armedFor = credentials.epoch;
      this.arm(credentials.epoch);
    }
  }

  private arm(epoch: number): void {
    const { credentials, delays, reached, refreshDue, doubtful } = this.options;
    const left = this.left();
    if (left === null) return delays.cancel('expiry');
    const { refreshToken = null, lifetimeMs = null } = credentials.tokens ?? {};
    // One that was refused once is tried again at the very end, and not before (B11).
    const dueMs = refreshToken === credentials.doubted ? Math.min(left.ms, longestDelayMs) : aheadOf(left.ms, lifetimeMs);
    if (refreshToken !== null) return delays.set('expiry', dueMs, () => refreshDue(epoch));
    delays.set('expiry', Math.min(left.ms, longestDelayMs), () => {
      if (credentials.epoch !== epoch) return;
      if (left.ms > longestDelayMs) return this.arm(epoch);
      this.toldOf = credentials.tokens?.accessToken ?? null;
      if (left.sure) reached(epoch);
      else doubtful(epoch);
    });
  }

  private left(): { ms: number; sure: boolean } | null {
    const { credentials, monotonic, wallClock } = this.options;
    if (credentials.endsAt !== null) return { ms: Math.max(credentials.endsAt - monotonic(), 0), sure: true };
    const { expiresAt, lifetimeMs } = credentials.tokens ?? {};
    if (typeof expiresAt !== 'number') return null;
    return { ms: Math.min(Math.max(expiresAt - wallClock(), 0), lifetimeMs ?? Infinity), sure: false };
  }
}

/** When to refresh a token that has `left` milliseconds: B16, a clock that was set back cannot put it off beyond its lifetime. */
function aheadOf(left: number, lifetimeMs: number | null): number {
  return Math.min(Math.max(left - Math.min(refreshAheadMs, (lifetimeMs ?? left) / 4), 0), longestDelayMs);
}
