import './AllReadNotice.css';
import X from 'lucide-react/icons/x';
import { useEffect } from 'react';
import { useSlot } from '../../bridge/perAccount.ts';
import { LinkButton } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { words } from '../../words/words.ts';
import { tellAllRead, undoAllRead, useHeldRead } from '../unread/unread.ts';

const said = words.unread;
const undoableMs = 8_000;

/** In the room list's foot, for as long as it can be taken back. */
export function AllReadNotice() {
  const slot = useSlot();
  const held = useHeldRead((state) => state.held);
  useEffect(() => {
    if (!held) return undefined;
    const timer = window.setTimeout(() => tellAllRead(slot), undoableMs);
    return () => window.clearTimeout(timer);
  }, [held, slot]);
  return (
    <div role="status" className="allRead" hidden={!held}>
      {held && (
        <>
          <span>{said.allReadDone(held.size)}</span>
          <LinkButton onClick={() => undoAllRead(slot)}>{said.undo}</LinkButton>
          <IconButton label={said.done} onClick={() => tellAllRead(slot)}>
            <X size={16} />
          </IconButton>
        </>
      )}
    </div>
  );
}
