import { useEffect, useRef } from 'react';
import type { EventId, RoomId } from '../../../core/ids.ts';
import type { TimelineItem } from '../../../core/features/timeline/model.ts';
import { callEngine } from '../../bridge/engineLink.ts';
import { report } from '../../bridge/host.ts';
import { isInFront, onFront } from '../../bridge/inFront.ts';
import { setBeingRead, roomOf } from '../roomList/roomList.ts';
import { useEngineStatus } from '../status/status.ts';
import { roomView } from '../roomView/roomView.ts';
import { useSettings } from '../../settings.ts';
import { useSession } from '../session/session.ts';
import { firstFresh } from './rows.ts';

interface Options {
  readonly roomId: RoomId;
  readonly items: readonly TimelineItem[];
  readonly atEnd: boolean;
}

/** Marks the room read while its end is on screen in the window in front; its badge goes at once. */
export function useMarkRead({ roomId, items, atEnd }: Options): void {
  const marked = useRef<string | null>(null);
  const live = useEngineStatus(({ status }) => status?.phase === 'live' && status.connection.is === 'live');
  const active = useSession(({ state }) => state?.phase === 'active');
  const reads = atEnd && live && active;
  useBeingReadEnds(reads);
  useTellsEnd(roomId, atEnd);
  useEffect(() => {
    if (!reads) return undefined;
    function mark(): void {
      const eventId = items.findLast((item) => item.eventId !== null)?.eventId;
      const { detail } = roomView(roomId).getState();
      setBeingRead(isInFront() ? roomId : null);
      if (!eventId || !isInFront() || eventId === marked.current) return;
      // An own receipt from another device can stand there with a count that was not taken back.
      if (eventId === detail?.readUpTo && (roomOf(roomId)?.unreadCount ?? 0) === 0) return;
      marked.current = eventId;
      callEngine('markRead', { roomId, eventId, isPrivate: useSettings.getState().privateReceipts }).catch((cause: unknown) => {
        marked.current = null;
        report('markRead', cause);
      });
    }
    mark();
    return onFront(mark);
  }, [roomId, items, reads]);
}

/** The engine lets go of what lies far above whoever reads at the end. */
function useTellsEnd(roomId: RoomId, isAtEnd: boolean): void {
  useEffect(() => {
    callEngine('readsAtEnd', { roomId, isAtEnd }).catch((cause: unknown) => report('readsAtEnd', cause));
  }, [roomId, isAtEnd]);
}

/** Nobody reads a room that has been left, or whose end is out of sight. */
function useBeingReadEnds(reads: boolean): void {
  useEffect(() => {
    if (!reads) setBeingRead(null);
  }, [reads]);
  useEffect(() => () => setBeingRead(null), []);
}

/** What was read last lies above all that is here, and behind it something unread. */
const isFurtherUp = (items: readonly TimelineItem[], after: EventId | null, unread: number): boolean =>
  after !== null && unread > 0 && !items.some(({ eventId }) => eventId === after);

/** Sets the "New" line when the room is opened with something unread, and for what comes while the window is elsewhere. */
export function useFreshLine(roomId: RoomId, known: boolean): void {
  useEffect(() => {
    const view = roomView(roomId);
    const unread = roomOf(roomId)?.unreadCount ?? 0;
    const keepIfUnread = (): void =>
      view.setState(({ items, detail, newAfter }) => {
        const after = newAfter ?? detail?.readUpTo ?? null;
        return { newAfter: firstFresh(items, after) || isFurtherUp(items, after, unread) ? after : null };
      });
    const onBlur = (): void => view.setState(({ detail, newAfter }) => ({ newAfter: newAfter ?? detail?.readUpTo ?? null }));
    if (known) keepIfUnread();
    window.addEventListener('blur', onBlur);
    window.addEventListener('focus', keepIfUnread);
    return () => {
      window.removeEventListener('blur', onBlur);
      window.removeEventListener('focus', keepIfUnread);
    };
  }, [roomId, known]);
}
