import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import type { RoomId } from '../../../../core/ids.ts';
import { loadOlder } from './olderMessages.ts';
import { useSlot } from '../../../bridge/perAccount.ts';
import { roomView, dropAim, settleAim, useAim, type Aim } from '../../roomView/roomView.ts';
import type { Row } from '../rows.ts';

/** So many pages are loaded in search of a message; further back it is a matter for history. */
const maxPages = 6;

/** Scrolls to the event that a link named, loading older messages as far as that makes sense. True: it was not found. */
export function useAimed(roomId: RoomId, rows: readonly Row[], toRow: (index: number) => void): boolean {
  const slot = useSlot();
  const aim = useAim((state) => (state.aim?.roomId === roomId ? state.aim : null));
  const older = useStore(roomView(roomId, slot), (view) => view.older.is);
  const mayLoad = useStore(roomView(roomId, slot), (view) => view.detail?.hasOlder);
  const search = useRef<{ aim: Aim | null; pages: number }>({ aim: null, pages: 0 });
  useEffect(() => {
    if (aim?.is !== 'seeking') return;
    if (search.current.aim !== aim) search.current = { aim, pages: 0 };
    const index = rows.findIndex((row) => holds(row, aim.eventId));
    if (index >= 0) {
      settleAim(aim, 'found', slot);
      toRow(index);
    } else if (mayLoad === false || older === 'failed' || search.current.pages >= maxPages) {
      settleAim(aim, 'missing', slot);
    } else if (older === 'idle' && mayLoad) {
      search.current.pages += 1;
      void loadOlder(roomId, slot);
    }
  }, [aim, rows, older, mayLoad, roomId, slot, toRow]);
  // Back in the room later, people read on where they were.
  useEffect(() => () => dropAim(slot, roomId), [slot, roomId]);
  return aim?.is === 'missing';
}

function holds(row: Row, eventId: string): boolean {
  if (row.kind === 'message') return row.item.eventId === eventId;
  return row.kind === 'states' && row.items.some((item) => item.eventId === eventId);
}
