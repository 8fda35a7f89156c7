import CheckCheck from 'lucide-react/icons/check-check';
import ChevronsUpDown from 'lucide-react/icons/chevrons-up-down';
import LogOut from 'lucide-react/icons/log-out';
import UserRoundPlus from 'lucide-react/icons/user-round-plus';
import SettingsIcon from 'lucide-react/icons/settings';
import type { Account } from '../../../core/session/account.ts';
import { tellHost } from '../../bridge/host.ts';
import { localpart, serverHost, serverName } from '../../words/accountWords.ts';
import { AccountFace } from '../faces/Faces.tsx';
import { MenuItem, PopupMenu } from '../../ui/PopupMenu.tsx';
import { words } from '../../words/words.ts';
import { holdAllRead } from '../unread/unread.ts';
import { showDialog } from '../../layout.ts';

/** At the foot of the room list: who one is here, settings and signing out. */
export function OwnFace({ account }: { readonly account: Account }) {
  const name = localpart(account.userId);
  const face = (
    <>
      <span className="srOnly">{`${words.rooms.account}: ${account.userId} `}</span>
      <AccountFace userId={account.userId} name={name} size={28} />
      <span className="roomText">
        <span className="roomName">{name}</span>
        <span className="roomPreview" title={serverHost(account)}>
          {serverName(account.userId)}
        </span>
      </span>
      <ChevronsUpDown size={16} aria-hidden />
    </>
  );
  return (
    <div className="roomsFoot">
      <PopupMenu button={face} buttonClass="ownFace" side="top" align="start" inside=".roomsFoot">
        <div className="menuHead">{account.userId}</div>
        <MenuItem Icon={SettingsIcon} onClick={() => showDialog('settings')}>
          {words.settings.menu}
        </MenuItem>
        <MenuItem Icon={CheckCheck} onClick={() => holdAllRead()}>
          {words.unread.allRead}
        </MenuItem>
        <MenuItem Icon={UserRoundPlus} onClick={() => tellHost('addAccount', {})}>
          {words.rail.add}
        </MenuItem>
        <MenuItem Icon={LogOut} onClick={() => showDialog('signOut')}>
          {words.settings.signOut}
        </MenuItem>
      </PopupMenu>
    </div>
  );
}
