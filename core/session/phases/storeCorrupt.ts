import { isOfDisk } from '../../errors.ts';
import { lookAgain, started } from '../cells/lookAtDisk.ts';
import { lookNow, watchedProbed, watchedRefused } from '../cells/watched.ts';
import type { EventOf } from '../events.ts';
import type { StateOf } from '../states.ts';
import { toErasing } from '../transitions.ts';
import type { Cells, Step } from '../transitions.ts';

/** What a disk refuses is not damaged. Else the device goes with its data, or it would stay in the account's list with valid tokens. */
function startOver({ account, attempt, error }: StateOf<'storeCorrupt'>, { now }: EventOf<'startOverAsked'>): Step | null {
  if (isOfDisk(error)) return null;
  const { next, effects } = toErasing(attempt, account, 'startedOver', now);
  return { next, effects: [{ do: 'leave', account }, ...effects] };
}

export const storeCorrupt: Cells<'storeCorrupt'> = {
  started,
  probed: watchedProbed,
  probeDue: lookNow,
  refreshFailed: watchedRefused,
  // K3: as its words promise.
  roomCame: lookAgain,
  retryAsked: lookAgain,
  startOverAsked: startOver,
};
