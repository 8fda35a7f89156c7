import { useEffect } from 'react';
import { moveRoom } from '../currentRoom/currentRoom.ts';
import { showDialog, toggleMembers, useLayout } from '../../layout.ts';
import { holdAllRead } from '../unread/unread.ts';
import { useRoomOrder } from '../roomList/roomList.ts';
import { goRoundPanes } from './goRoundPanes.ts';

/** The keys that work anywhere in the rooms; those of a dialog are its own. */
export function useHomeKeys(enabled: boolean): void {
  useEffect(() => {
    if (!enabled) return undefined;
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [enabled]);
}

/** What is on its way out is drawn for a moment longer, and has nothing to do with keys any more. */
const inTheWay = ':is([role="dialog"], [role="menu"]):not([data-closed])';

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || document.querySelector(inTheWay)) return;
  const primary = event.ctrlKey || event.metaKey;
  if (primary && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'k') showDialog('jump');
  else if (primary && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'n') showDialog('newChat');
  else if (primary && !event.altKey && !event.shiftKey && event.key === ',') showDialog('settings');
  else if (event.altKey && !primary && event.key === 'ArrowDown') moveRoom(1, useRoomOrder.getState().ids, event.shiftKey);
  else if (event.altKey && !primary && event.key === 'ArrowUp') moveRoom(-1, useRoomOrder.getState().ids, event.shiftKey);
  else if (event.key === 'F6') goRoundPanes(event.shiftKey ? -1 : 1);
  else if (event.key === 'Escape' && event.shiftKey) holdAllRead();
  else if (event.key === 'Escape' && useLayout.getState().membersShown) closeMembers();
  else return;
  event.preventDefault();
}

/** The focus goes back to what opened the panel. */
function closeMembers(): void {
  const inside = document.activeElement?.closest('[data-pane="members"]');
  toggleMembers();
  if (inside) document.querySelector<HTMLElement>('[data-pane="composer"]')?.focus();
}
