import type { EventOf } from '../events.ts';
import type { Step } from '../machine.ts';
import type { LeaveOrigin } from '../states.ts';
import type { Carried } from '../transitions.ts';

/** The engine's data do not open: everything is closed and kept, and people are asked. */
export function openFailed({ account, attempt }: Carried, { error }: EventOf<'openFailed'>): Step {
  return {
    next: { phase: 'storeCorrupt', attempt: attempt + 1, account, error },
    effects: [{ do: 'abandon', attempt }, { do: 'hold' }, { do: 'close' }],
  };
}

export function toSigningOut({ account, epoch, expiresAt, attempt }: Carried, origin: LeaveOrigin, since: number, message: string): Step {
  const next = attempt + 1;
  return {
    next: { phase: 'signingOut', account, epoch, expiresAt, attempt: next, origin, problem: null, since, message },
    effects: [{ do: 'hold' }, { do: 'logout', account, attempt: next }],
  };
}
