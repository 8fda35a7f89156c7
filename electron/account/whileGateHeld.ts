import type { MainGate } from '../session/mainGate.ts';
import type { SessionRunner } from '../session/sessionRunner.ts';

export interface GateHeldParts {
  readonly runner: Pick<SessionRunner, 'state' | 'send'>;
  readonly gate: Pick<MainGate, 'hold' | 'release'>;
}

export const isRunning = ({ state }: GateHeldParts['runner']): boolean => state.phase === 'active' || state.phase === 'opening';

/** While main does what may end the token, no request of the engine begins with it. */
export async function whileGateHeld<T>({ gate, runner }: GateHeldParts, work: () => Promise<T>): Promise<T> {
  if (!isRunning(runner)) return work();
  gate.hold();
  try {
    return await work();
  } finally {
    // Where the session has gone elsewhere meanwhile, its machine decides about the gate.
    if (isRunning(runner)) gate.release(true);
  }
}
