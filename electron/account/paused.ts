import type { GateKeeper } from '../session/gateKeeper.ts';
import type { SessionRunner } from '../session/runner.ts';

export interface PausedParts {
  readonly runner: Pick<SessionRunner, 'state' | 'send'>;
  readonly gate: Pick<GateKeeper, 'hold' | 'release'>;
}

export const isRunning = ({ state }: PausedParts['runner']): boolean => state.phase === 'active' || state.phase === 'opening';

/** While main does what may end the token, no request of the engine begins with it. */
export async function paused<T>({ gate, runner }: PausedParts, work: () => Promise<T>): Promise<T> {
  if (!isRunning(runner)) return work();
  gate.hold();
  try {
    return await work();
  } finally {
    // Where the session has gone elsewhere meanwhile, its machine decides about the gate.
    if (isRunning(runner)) gate.release(true);
  }
}
