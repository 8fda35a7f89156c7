import { useEffect, useRef } from 'react';
import type { RoomId } from '../../../../core/ids.ts';
import type { TimelineItem } from '../../../../core/model/timeline.ts';
import { callEngine } from '../../../bridge/engineLink.ts';
import { report } from '../../../bridge/host.ts';
import { useEngineStatus } from '../../../stores/engineStatus.ts';
import { roomView } from '../../../stores/roomViews.ts';
import { useSession } from '../../../stores/session.ts';
import { firstFresh } from './rows.ts';

interface Options {
  readonly roomId: RoomId;
  readonly items: readonly TimelineItem[];
  readonly atEnd: boolean;
}

/** Marks the room read while its end is on screen in a window that has the focus. */
export function useMarkRead({ roomId, items, atEnd }: Options): void {
  const marked = useRef<string | null>(null);
  const live = useEngineStatus(({ status }) => status?.phase === 'live' && status.connection.is === 'live');
  const active = useSession(({ state }) => state?.phase === 'active');
  useEffect(() => {
    if (!atEnd || !live || !active) return undefined;
    function mark(): void {
      const eventId = items.findLast((item) => item.eventId !== null)?.eventId;
      const { detail } = roomView(roomId).getState();
      if (!eventId || !document.hasFocus() || eventId === marked.current || eventId === detail?.readUpTo) return;
      marked.current = eventId;
      callEngine('markRead', { roomId, eventId }).catch((cause: unknown) => {
        marked.current = null;
        report('markRead', cause);
      });
    }
    mark();
    window.addEventListener('focus', mark);
    return () => window.removeEventListener('focus', mark);
  }, [roomId, items, atEnd, live, active]);
}

/** Sets the "New" line when the room is opened with something unread, and for what comes while the window is elsewhere. */
export function useFreshLine(roomId: RoomId, known: boolean): void {
  useEffect(() => {
    const view = roomView(roomId);
    const keepIfUnread = (): void =>
      view.setState(({ items, detail, newAfter }) => {
        const after = newAfter ?? detail?.readUpTo ?? null;
        return { newAfter: firstFresh(items, after) ? after : null };
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
