import './RoomMenus.css';
import ChartNoAxesColumn from 'lucide-react/icons/chart-no-axes-column';
import Compass from 'lucide-react/icons/compass';
import Ellipsis from 'lucide-react/icons/ellipsis';
import Hash from 'lucide-react/icons/hash';
import LogOut from 'lucide-react/icons/log-out';
import Mail from 'lucide-react/icons/mail';
import MailOpen from 'lucide-react/icons/mail-open';
import MessageSquarePlus from 'lucide-react/icons/message-square-plus';
import Plus from 'lucide-react/icons/plus';
import UserRoundPlus from 'lucide-react/icons/user-round-plus';
import type { ComponentType } from 'react';
import type { RoomSummary } from '../../../core/features/rooms/model.ts';
import { markUnread } from '../unread/unread.ts';
import { showDialog } from '../../layout.ts';
import { MenuItem, PopupMenu } from '../../ui/PopupMenu.tsx';
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
  return (
    <PopupMenu button={<Plus size={16} aria-hidden />} label={said.menu} side="bottom" align="end">
      {choices.map(({ name, Icon }) => (
        <MenuItem key={name} Icon={Icon} onClick={() => showDialog(name)}>
          {said[name]}
        </MenuItem>
      ))}
    </PopupMenu>
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
export function RoomMenu({ room }: { readonly room: RoomSummary }) {
  const { menu, invite, leave, leaveChat } = words.membership;
  return (
    <PopupMenu button={<Ellipsis size={16} aria-hidden />} label={menu} side="bottom" align="end">
      <MenuItem Icon={room.markedUnread ? MailOpen : Mail} onClick={() => markUnread(room.id, !room.markedUnread)}>
        {room.markedUnread ? words.unread.markRead : words.unread.markUnread}
      </MenuItem>
      <MenuItem Icon={UserRoundPlus} onClick={() => showDialog('invitePeople')}>
        {invite}
      </MenuItem>
      <MenuItem Icon={ChartNoAxesColumn} onClick={() => showDialog('newPoll')}>
        {words.polls.menu}
      </MenuItem>
      <MenuItem Icon={LogOut} onClick={() => showDialog('leaveRoom')}>
        {room.isDirect ? leaveChat : leave}
      </MenuItem>
    </PopupMenu>
  );
}
