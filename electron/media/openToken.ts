import type { CurrentToken, Gate } from '../../core/features/session/mainCalls.ts';

interface GateToWaitFor {
  readonly listen: (listener: (gate: Gate) => void) => () => void;
}

/** The token in force, as soon as requests may go out: while signed out softly that takes as long as people do. */
export function openToken(gate: GateToWaitFor, signal: AbortSignal): Promise<CurrentToken> {
  return new Promise((resolve, reject) => {
    let stop = (): void => undefined;
    let over = false;
    const end = (settle: () => void): void => {
      over = true;
      signal.removeEventListener('abort', aborted);
      stop();
      settle();
    };
    const aborted = (): void => end(() => reject(signal.reason as Error));
    if (signal.aborted) return reject(signal.reason as Error);
    signal.addEventListener('abort', aborted);
    stop = gate.listen((now) => {
      if (!over && now.is === 'open') end(() => resolve(now.credentials));
    });
    if (over) stop();
  });
}
