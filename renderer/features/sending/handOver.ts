import type { AppError } from '../../../core/errors.ts';
import type { RoomId } from '../../../core/ids.ts';
import { callEngine, callEngineSurely } from '../../bridge/engineLink.ts';
import { report } from '../../bridge/host.ts';
import { toError } from '../../bridge/toError.ts';
import type { Echo, RoomViewStore } from '../roomView/roomView.ts';

/** A disk tells nobody that it has room again. */
const lookAgainMs = 3_000;
const looking = new WeakSet<RoomViewStore>();
/** By their transaction IDs: thrown away before they were in the outbox. */
const discarded = new Set<string>();

/**
 * Into the durable outbox, always with one transaction ID, so that it is sent once however often that is done. Where the disk takes
 * nothing it is said, and tried again by itself (K3). Resolves whether it is in.
 */
export async function handOver(view: RoomViewStore, roomId: RoomId, echo: Echo, slot: string): Promise<boolean> {
  try {
    await callEngineSurely('sendMessage', { roomId, txnId: echo.id, relation: echo.relation, ...echo.written }, slot);
    // While it was handed over somebody has thrown it away.
    if (discarded.delete(echo.id))
      callEngine('discardMessage', { txnId: echo.id }, slot).catch((cause: unknown) => report('discard', cause));
    return true;
  } catch (cause) {
    const error = toError(cause);
    view.setState(({ echoes }) => ({
      echoes: echoes.map((other) => (other.id === echo.id ? { ...other, send: { is: 'failed', error } } : other)),
    }));
    if (isOfDisk(error)) lookAgain(view, roomId, slot);
    return false;
  }
}

export function discardEcho(view: RoomViewStore, { id }: Echo): void {
  discarded.add(id);
  view.setState(({ echoes }) => ({ echoes: echoes.filter((echo) => echo.id !== id) }));
}

const isOfDisk = ({ code }: AppError): boolean => code === 'diskFull' || code === 'diskReadOnly' || code === 'diskRefuses';

function lookAgain(view: RoomViewStore, roomId: RoomId, slot: string): void {
  if (looking.has(view)) return;
  looking.add(view);
  setTimeout(() => {
    looking.delete(view);
    void handOverAll(view, roomId, slot);
  }, lookAgainMs);
}

/** In the order of writing; the first that is refused ends it. */
async function handOverAll(view: RoomViewStore, roomId: RoomId, slot: string): Promise<void> {
  for (const echo of view.getState().echoes) {
    if (echo.send?.is !== 'failed' || !isOfDisk(echo.send.error)) continue;
    if (discarded.has(echo.id)) continue;
    if (!(await handOver(view, roomId, echo, slot))) return;
  }
}
