import { Failure } from '../../core/errors.ts';
import type { Gate } from '../../core/features/session/mainCalls.ts';
import type { AccessToken } from '../../core/ids.ts';
import type { Epoch } from '../../core/session/states.ts';
import type { MainGate } from '../session/mainGate.ts';

interface Opened {
  readonly epoch: Epoch;
  readonly token: AccessToken;
  /** Aborted when the gate is held, or opens for another token. */
  readonly held: AbortSignal;
  readonly leave: () => void;
}

/**
 * Once the session is alive. `rejected`: the token of this epoch was refused; where the gate opens for it all the same, main has found the
 * session alive, and the server has contradicted itself.
 */
export function openGate(gate: Pick<MainGate, 'listen'>, rejected: Epoch | null, signal: AbortSignal): Promise<Opened> {
  return new Promise((resolve, reject) => {
    const held = new AbortController();
    let opened: Epoch | null = null;
    let isOver = false;
    let stop = (): void => undefined;
    const leave = (): void => {
      isOver = true;
      stop();
      signal.removeEventListener('abort', aborted);
    };
    const fail = (failure: Failure): void => {
      leave();
      reject(failure);
    };
    const aborted = (): void => fail(new Failure({ code: 'cancelled' }));
    const moved = (state: Gate): void => {
      if (isOver) return;
      if (opened !== null) {
        if (state.is === 'held' || state.credentials.epoch !== opened) held.abort();
      } else if (state.is === 'open') {
        const { epoch, accessToken: token } = state.credentials;
        if (epoch === rejected) return fail(new Failure({ code: 'serverFailing', status: 401 }));
        opened = epoch;
        signal.removeEventListener('abort', aborted);
        resolve({ epoch, token, held: held.signal, leave });
      }
    };
    signal.addEventListener('abort', aborted);
    if (signal.aborted) return aborted();
    stop = gate.listen(moved);
    if (isOver) stop();
  });
}
