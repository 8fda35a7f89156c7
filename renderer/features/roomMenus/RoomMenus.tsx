import './RoomMenus.css';
import { Menu } from '@base-ui/react/menu';
import Compass from 'lucide-react/icons/compass';
import Ellipsis from 'lucide-react/icons/ellipsis';
import Hash from 'lucide-react/icons/hash';
import LogOut from 'lucide-react/icons/log-out';
import MessageSquarePlus from 'lucide-react/icons/message-square-plus';
import Plus from 'lucide-react/icons/plus';
import UserRoundPlus from 'lucide-react/icons/user-round-plus';
import { useRef, type ComponentType } from 'react';
import { showDialog } from '../../layout.ts';
import { words } from '../../words/words.ts';

const said = words.begin;
type Choice = keyof typeof said.choices;
const choices: readonly { readonly name: Choice; readonly Icon: ComponentType<{ readonly size: number; readonly 'aria-hidden': true }> }[] =
  [
    { name: 'newChat', Icon: MessageSquarePlus },
    { name: 'newRoom', Icon: Hash },
    { name: 'findRoom', Icon: Compass },
  ];

/** Beside the search over the room list. */
export function BeginMenu() {
  const place = useRef<HTMLDivElement>(null);
  return (
    <div ref={place} className="beginMenu">
      <Menu.Root>
        <Menu.Trigger className="iconButton" aria-label={said.menu} title={said.menu}>
          <Plus size={16} aria-hidden />
        </Menu.Trigger>
        <Menu.Portal container={place}>
          <Menu.Positioner className="menuPositioner" side="bottom" align="end" sideOffset={6}>
            <Menu.Popup className="menu">
              {choices.map(({ name, Icon }) => (
                <Menu.Item key={name} className="menuItem" onClick={() => showDialog(name)}>
                  <Icon size={16} aria-hidden /> {said[name]}
                </Menu.Item>
              ))}
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
    </div>
  );
}

/** For an account that is in no room yet. */
export function BeginChoices() {
  return (
    <div className="beginChoices">
      {choices.map(({ name, Icon }) => (
        <button key={name} type="button" className="beginChoice" onClick={() => showDialog(name)}>
          <Icon size={20} aria-hidden />
          <span className="beginChoiceName">{said[name]}</span>
          <span className="beginChoiceText">{said.choices[name]}</span>
        </button>
      ))}
    </div>
  );
}

/** At the end of a room's header. */
export function RoomMenu({ isDirect }: { readonly isDirect: boolean }) {
  const place = useRef<HTMLDivElement>(null);
  return (
    <div ref={place} className="roomMenu">
      <Menu.Root>
        <Menu.Trigger className="iconButton" aria-label={words.membership.menu} title={words.membership.menu}>
          <Ellipsis size={16} aria-hidden />
        </Menu.Trigger>
        <Menu.Portal container={place}>
          <Menu.Positioner className="menuPositioner" side="bottom" align="end" sideOffset={6}>
            <Menu.Popup className="menu">
              <Menu.Item className="menuItem" onClick={() => showDialog('invitePeople')}>
                <UserRoundPlus size={16} aria-hidden /> {words.membership.invite}
              </Menu.Item>
              <Menu.Item className="menuItem" onClick={() => showDialog('leaveRoom')}>
                <LogOut size={16} aria-hidden /> {isDirect ? words.membership.leaveChat : words.membership.leave}
              </Menu.Item>
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
    </div>
  );
}
