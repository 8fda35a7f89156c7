import './PinsMenu.css';
import { Menu } from '@base-ui/react/menu';
import Pin from 'lucide-react/icons/pin';
import { useState } from 'react';
import type { Quote } from '../../../core/features/messages/calls.ts';
import type { EventId, RoomId } from '../../../core/ids.ts';
import { callEngine } from '../../bridge/engineLink.ts';
import { useSlot } from '../../bridge/perAccount.ts';
import { useFound } from '../../bridge/useFound.ts';
import { PopupMenu } from '../../ui/PopupMenu.tsx';
import { count } from '../../words/format.ts';
import { words } from '../../words/words.ts';
import { wordsOf } from '../messageWords/messageWords.ts';
import { useFollowPins } from '../pins/pins.ts';
import { aimAt } from '../roomView/roomView.ts';

const said = words.pins;
const longestLine = 140;

/** In the room's header, where something is pinned: what it is, and the way there. */
export function PinsMenu({ roomId }: { readonly roomId: RoomId }) {
  const pins = useFollowPins(roomId);
  const [open, setOpen] = useState(false);
  const pinned = pins?.pinned ?? [];
  if (pinned.length === 0 && !pins?.refused) return null;
  return (
    <PopupMenu
      button={
        <>
          <Pin size={16} aria-hidden /> <span aria-hidden>{count(pinned.length)}</span>
        </>
      }
      label={said.button(pinned.length)}
      buttonClass="iconButton pinsButton"
      side="bottom"
      align="end"
      menuClass="pinsMenu"
      onOpen={setOpen}
    >
      <div className="menuHead">{said.head}</div>
      {pins?.refused && (
        <div className="menuHead" role="alert">
          {said.refused}
        </div>
      )}
      {open && <PinnedLines roomId={roomId} pinned={pinned} />}
    </PopupMenu>
  );
}

/** The newest pin first. */
function PinnedLines({ roomId, pinned }: { readonly roomId: RoomId; readonly pinned: readonly EventId[] }) {
  const slot = useSlot();
  const { last } = useFound(() => callEngine('quotes', { roomId, eventIds: pinned }, slot), pinned.join(' '), pinned.length > 0);
  const known = new Map<EventId, Quote>((last ?? []).map((quote) => [quote.eventId, quote]));
  return pinned.toReversed().map((eventId) => (
    <Menu.Item key={eventId} className="menuItem pinnedLine" onClick={() => aimAt(roomId, eventId, slot)}>
      <span>{lineOf(known.get(eventId), last !== null)}</span>
    </Menu.Item>
  ));
}

function lineOf(quote: Quote | undefined, asked: boolean): string {
  if (quote) return said.saidBy(quote.sender.name, wordsOf(quote, longestLine));
  return asked ? said.unknown : '…';
}
