import type { EventOf } from '../events.ts';
import type { Step } from '../machine.ts';
import type { Attempt, LeaveOrigin, StateOf } from '../states.ts';
import { carry, stillUnclear, toErasing } from '../transitions.ts';
import type { Carried } from '../transitions.ts';

/** The engine's data do not open: everything is closed and kept, and people are asked. */
export function openFailed({ account, attempt, refreshable }: Carried, { error }: EventOf<'openFailed'>): Step | null {
  // K2: a process that died, whoever tells of it first, comes back by itself.
  if (error.code === 'engineDied') return null;
  const { next, effects } = toStoreCorrupt(attempt + 1, { account, error, refreshable });
  return { next, effects: [{ do: 'abandon', attempt }, { do: 'hold' }, { do: 'close' }, ...effects] };
}

/** Asked at once: a lost computer whose data do not open is to be erased like any other (E10). */
export function toStoreCorrupt(attempt: Attempt, { account, error, refreshable }: Pick<StateOf<'storeCorrupt'>, 'account' | 'error' | 'refreshable'>): Step {
  return { next: { phase: 'storeCorrupt', attempt, account, error, refreshable, hards: 0 }, effects: [{ do: 'probe', account, attempt }, ...(error.code === 'diskFull' ? [{ do: 'awaitRoom', attempt } as const] : [])] };
}

export function toSigningOut(from: Carried, origin: LeaveOrigin, since: number, message: string): Step {
  const attempt = from.attempt + 1;
  return {
    next: { phase: 'signingOut', ...carry(from), attempt, hards: 0, origin, problem: null, since, message, unclear: stillUnclear(from, origin) },
    effects: [{ do: 'hold' }, { do: 'logout', account: from.account, attempt }],
  };
}

/** D3, found out while the session runs: the server has other keys than ours under our device ID, or none any more. The token is the look-alike’s. */
export function keysGone(from: Carried, { epoch, now }: EventOf<'keysGone'>): Step | null {
  if (epoch !== from.epoch) return null;
  const { next, effects } = toErasing(from.attempt, from.account, 'deviceReplaced', now);
  return { next, effects: [{ do: 'leave', account: from.account }, ...effects] };
}

/** The server has already agreed to end the session. */
export function endedHere(from: Carried, { now }: EventOf<'endedHere'>): Step {
  return toErasing(from.attempt, from.account, 'signedOutHere', now);
}
