import type { RoomId } from '../../../core/ids.ts';
import { useEngineStatus } from '../status/status.ts';
import { isOpened, roomView, warmRooms } from '../roomView/roomView.ts';
import { useRooms } from '../roomList/roomList.ts';

/** An engine that does not answer about one room must not keep the others waiting for ever. */
const patienceMs = 3_000;

/** Fetches the rooms at the top of the list while nothing else is to be done, one at a time: a click on one finds its messages here. */
export function followWarmRooms(slot: string): () => void {
  let over = false;
  let busy = false;

  async function warmAll(): Promise<void> {
    if (busy) return;
    busy = true;
    for (let next = nextCold(slot); next && !over; next = nextCold(slot)) {
      await idle();
      // The list may have changed meanwhile.
      if (
        !over &&
        isSettled(slot) &&
        useRooms
          .of(slot)
          .getState()
          .rooms.some((room) => room.id === next)
      )
        await warm(next, slot);
    }
    busy = false;
  }

  const stops = [useRooms.of(slot), useEngineStatus.of(slot)].map((store) => store.subscribe(() => void warmAll()));
  return () => {
    over = true;
    for (const stop of stops) stop();
  };
}

/** Before the first sync of a start, the engine has better things to do. */
function isSettled(slot: string): boolean {
  const { status } = useEngineStatus.of(slot).getState();
  return status?.phase === 'live' && status.connection.is !== 'connecting';
}

function nextCold(slot: string): RoomId | undefined {
  if (!isSettled(slot)) return undefined;
  return useRooms
    .of(slot)
    .getState()
    .rooms.filter((room) => room.membership === 'join')
    .slice(0, warmRooms)
    .find((room) => !isOpened(room.id, slot))?.id;
}

function idle(): Promise<void> {
  return new Promise((resolve) => requestIdleCallback(() => resolve(), { timeout: patienceMs }));
}

/** Resolves when the room's messages are here. */
function warm(roomId: RoomId, slot: string): Promise<void> {
  const view = roomView(roomId, slot);
  if (view.getState().known) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(end, patienceMs);
    const stop = view.subscribe(({ known }) => known && end());
    function end(): void {
      clearTimeout(timer);
      stop();
      resolve();
    }
  });
}
