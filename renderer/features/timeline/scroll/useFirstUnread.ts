import { useCallback, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { RoomId } from '../../../../core/ids.ts';
import { useSlot } from '../../../bridge/perAccount.ts';
import { aimAt, roomView } from '../../roomView/roomView.ts';
import type { Row } from '../rows.ts';
import type { Scroll } from './useScroll.ts';

interface FirstUnread {
  /** Until its line has been seen, or it was put aside; wherever one reads meanwhile. */
  readonly offered: boolean;
  /** Goes there; what is read stays as it is. */
  readonly go: () => void;
  readonly dismiss: () => void;
  /** Somebody has scrolled. */
  readonly look: () => void;
}

/** Where the unread begins, in a room that opens at its end. */
export function useFirstUnread(roomId: RoomId, rows: readonly Row[], scroll: Scroll): FirstUnread {
  const slot = useSlot();
  const after = useStore(roomView(roomId, slot), (view) => view.newAfter);
  const [done, setDone] = useState<string | null>(null);
  const index = rows.findIndex((row) => 'fresh' in row && row.fresh);
  const { list, placed, toRow } = scroll;
  const look = useCallback(() => {
    const handle = list.current;
    if (!handle || index < 0 || !placed) return;
    const line = handle.getItemOffset(index) - handle.scrollOffset;
    if (line >= 0 && line < handle.viewportSize) setDone(after);
  }, [list, index, placed, after]);
  useEffect(() => {
    // Where it stands is known once it has been drawn.
    const frame = requestAnimationFrame(look);
    return () => cancelAnimationFrame(frame);
  }, [look]);
  return {
    offered: after !== null && after !== done && placed,
    go() {
      if (index >= 0) toRow(index);
      else if (after !== null) aimAt(roomId, after, slot);
    },
    dismiss: () => setDone(after),
    look,
  };
}
