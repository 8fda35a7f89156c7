import { Menu } from '@base-ui/react/menu';
import ChevronsUpDown from 'lucide-react/icons/chevrons-up-down';
import LogOut from 'lucide-react/icons/log-out';
import UserRoundPlus from 'lucide-react/icons/user-round-plus';
import SettingsIcon from 'lucide-react/icons/settings';
import { useRef } from 'react';
import type { Account } from '../../../core/session/account.ts';
import { tellHost } from '../../bridge/host.ts';
import { localpart, serverHost, serverName } from '../../words/accountWords.ts';
import { Face } from '../../ui/Face.tsx';
import { words } from '../../words/words.ts';
import { showDialog } from '../../layout.ts';

/** At the foot of the room list: who one is here, settings and signing out. */
export function OwnFace({ account }: { readonly account: Account }) {
  const name = localpart(account.userId);
  const foot = useRef<HTMLDivElement>(null);
  return (
    <div className="roomsFoot" ref={foot}>
      <Menu.Root>
        <Menu.Trigger className="ownFace">
          <span className="srOnly">{`${words.rooms.account}: ${account.userId} `}</span>
          <Face id={account.userId} name={name} size={28} />
          <span className="roomText">
            <span className="roomName">{name}</span>
            <span className="roomPreview" title={serverHost(account)}>
              {serverName(account.userId)}
            </span>
          </span>
          <ChevronsUpDown size={16} aria-hidden />
        </Menu.Trigger>
        {/* In the navigation, where whoever goes from landmark to landmark finds it. */}
        <Menu.Portal container={foot}>
          <Menu.Positioner className="menuPositioner" side="top" align="start" sideOffset={6}>
            <Menu.Popup className="menu">
              <div className="menuHead">{account.userId}</div>
              <Menu.Item className="menuItem" onClick={() => showDialog('settings')}>
                <SettingsIcon size={16} aria-hidden /> {words.settings.menu}
              </Menu.Item>
              <Menu.Item className="menuItem" onClick={() => tellHost('addAccount', {})}>
                <UserRoundPlus size={16} aria-hidden /> {words.rail.add}
              </Menu.Item>
              <Menu.Item className="menuItem" onClick={() => showDialog('signOut')}>
                <LogOut size={16} aria-hidden /> {words.settings.signOut}
              </Menu.Item>
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
    </div>
  );
}
