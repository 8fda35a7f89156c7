import './MessageMenu.css';
import { Menu } from '@base-ui/react/menu';
import Copy from 'lucide-react/icons/copy';
import Forward from 'lucide-react/icons/forward';
import History from 'lucide-react/icons/history';
import Link from 'lucide-react/icons/link';
import Pencil from 'lucide-react/icons/pencil';
import Pin from 'lucide-react/icons/pin';
import PinOff from 'lucide-react/icons/pin-off';
import Reply from 'lucide-react/icons/reply';
import SmilePlus from 'lucide-react/icons/smile-plus';
import SquareCheck from 'lucide-react/icons/square-check';
import Trash from 'lucide-react/icons/trash-2';
import type { LucideIcon } from 'lucide-react';
import { useContext, useEffect, useMemo, useRef, type RefObject } from 'react';
import { useStore } from 'zustand';
import type { EventId, RoomId } from '../../../../core/ids.ts';
import type { MessageItem } from '../../../../core/features/timeline/model.ts';
import { useSlot } from '../../../bridge/perAccount.ts';
import { OutsideContext } from '../../../ui/outside.ts';
import { MenuItem } from '../../../ui/PopupMenu.tsx';
import { textOf } from '../../../words/attachmentWords.ts';
import { words } from '../../../words/words.ts';
import { startEdit, startReply } from '../../composing/composing.ts';
import { roomView } from '../../roomView/roomView.ts';
import { elementOf } from '../keys/useRowKeys.ts';
import { pin, usePins } from '../../pins/pins.ts';
import { showEditHistory } from '../../editHistory/editHistory.ts';
import { startForwarding } from '../../forwarding/forwarding.ts';
import { startSelecting } from '../../selecting/selecting.ts';
import { askToDelete } from '../../deleting/deleting.ts';
import { copyLink } from './eventLink.ts';
import { actionsFor, type MessageAction } from './messageActions.ts';
import { closeMessageMenu, useMessageMenu, type MenuAnchor } from './openedMenu.ts';
import { ReactChoices } from './ReactMenu.tsx';

const icons: Readonly<Record<Exclude<MessageAction, 'react'>, LucideIcon>> = {
  reply: Reply,
  edit: Pencil,
  forward: Forward,
  copyText: Copy,
  copyLink: Link,
  pin: Pin,
  unpin: PinOff,
  history: History,
  select: SquareCheck,
  delete: Trash,
};

interface Props {
  readonly roomId: RoomId;
  /** Inside of it, where whoever goes from landmark to landmark finds it. */
  readonly place: RefObject<HTMLElement | null>;
}

/** Everything that can be done with a message: under the right button, Enter, the menu key and "More". */
export function MessageMenu({ roomId, place }: Props) {
  const slot = useSlot();
  const { of, open } = useMessageMenu((state) => state);
  const item = useStore(roomView(roomId, slot), ({ items, echoes }) =>
    of?.roomId === roomId ? (items.find(({ id }) => id === of.id) ?? echoes.find(({ id }) => id === of.id)) : undefined,
  );
  const anchor = useMemo(() => (of ? anchorOf(of.anchor) : null), [of]);
  const goes = useRef(false);
  useEffect(() => {
    goes.current = false;
  }, [of]);
  const back = (): HTMLElement | false => (!goes.current && of !== null && elementOf(place.current, of.id)) || false;
  const popup = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!open) return undefined;
    // It has no button that would tell it to begin at its first line.
    const frame = requestAnimationFrame(() => popup.current?.querySelector<HTMLElement>('[role="menuitem"]')?.focus());
    return () => cancelAnimationFrame(frame);
  }, [open, of]);
  const shown = item?.kind === 'message' ? item : null;
  return (
    <Menu.Root open={open && shown !== null} onOpenChange={(next) => !next && closeMessageMenu(slot)}>
      <Menu.Portal container={place}>
        <Menu.Positioner className="menuPositioner" anchor={anchor} side="bottom" align="start" sideOffset={2}>
          <Menu.Popup ref={popup} className="menu messageMenu" aria-label={words.timeline.actions} finalFocus={back}>
            {shown && <Items roomId={roomId} item={shown} onDo={(leaves) => void (goes.current = leaves)} />}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

const leaves: ReadonlySet<MessageAction> = new Set(['reply', 'edit', 'forward', 'history', 'delete']);

interface ItemsProps {
  readonly roomId: RoomId;
  readonly item: MessageItem;
  /** `leaves`: what was chosen takes the focus elsewhere. */
  readonly onDo: (leaves: boolean) => void;
}

function Items({ roomId, item, onDo }: ItemsProps) {
  const slot = useSlot();
  const { copy } = useContext(OutsideContext);
  const detail = useStore(roomView(roomId, slot), (view) => view.detail);
  const pins = usePins((state) => (state.roomId === roomId ? state.pins : null));
  const can = actionsFor(item, detail, pins);
  const deeds = deedsOf(roomId, item, slot, copy);
  return (
    <>
      {can.has('react') && <ReactSubmenu roomId={roomId} item={item} />}
      {(Object.keys(deeds) as (keyof typeof deeds)[])
        .filter((action) => can.has(action))
        .map((action) => (
          <MenuItem
            key={action}
            Icon={icons[action]}
            onClick={() => {
              onDo(leaves.has(action));
              deeds[action]();
            }}
          >
            {words.timeline.menu[action]}
          </MenuItem>
        ))}
    </>
  );
}

type Deeds = Readonly<Record<Exclude<MessageAction, 'react'>, () => void>>;

/** In the order of the menu. */
function deedsOf(roomId: RoomId, item: MessageItem, slot: string, copy: (text: string) => void): Deeds {
  const { eventId } = item;
  const there = (act: (eventId: EventId) => void) => (): void => {
    if (eventId !== null) act(eventId);
  };
  return {
    reply: () => startReply(roomId, item, slot),
    edit: () => startEdit(roomId, item, slot),
    forward: () => startForwarding(roomId, [item], slot),
    copyText: () => copy(textOf(item.body) ?? ''),
    copyLink: there((id) => copyLink(roomId, id, copy, slot)),
    pin: there((id) => pin(roomId, id, true, slot)),
    unpin: there((id) => pin(roomId, id, false, slot)),
    history: there((id) => showEditHistory({ roomId, eventId: id }, slot)),
    select: () => startSelecting(roomId, item.id, slot),
    delete: () => askToDelete(roomId, [item], slot),
  };
}

function ReactSubmenu({ roomId, item }: Omit<ItemsProps, 'onDo'>) {
  return (
    <Menu.SubmenuRoot>
      <Menu.SubmenuTrigger className="menuItem">
        <SmilePlus size={16} aria-hidden /> {words.timeline.menu.react}
      </Menu.SubmenuTrigger>
      <Menu.Portal>
        <Menu.Positioner className="menuPositioner" sideOffset={4}>
          <Menu.Popup className="menu reactMenu">
            <ReactChoices roomId={roomId} item={item} />
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.SubmenuRoot>
  );
}

const anchorOf = (anchor: MenuAnchor) =>
  anchor instanceof Element ? anchor : { getBoundingClientRect: () => DOMRect.fromRect({ x: anchor.x, y: anchor.y, width: 0, height: 0 }) };
