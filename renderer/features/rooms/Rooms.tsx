import './Rooms.css';
import PanelLeftClose from 'lucide-react/icons/panel-left-close';
import Search from 'lucide-react/icons/search';
import type { Account } from '../../../core/session/account.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { words } from '../../words/words.ts';
import { showDialog } from '../../layout.ts';
import { changeSettings } from '../../settings.ts';
import { BeginMenu } from '../roomMenus/RoomMenus.tsx';
import { AllReadNotice } from './AllReadNotice.tsx';
import { OwnFace } from './OwnFace.tsx';
import { Resizer } from './Resizer.tsx';
import { RoomList } from './RoomList.tsx';
import { UpdateNotice } from './UpdateNotice.tsx';
import { RecoveryKeyNotice } from './RecoveryKeyNotice.tsx';

export function Rooms({ account }: { readonly account: Account }) {
  return (
    <nav className="rooms" aria-label={words.rooms.navigation} data-pane="rooms">
      <div className="roomsHead">
        <button type="button" className="jumpButton" onClick={() => showDialog('jump')}>
          <Search size={16} aria-hidden />
          <span>{words.rooms.jump}</span>
          <kbd aria-hidden>Ctrl K</kbd>
        </button>
        <BeginMenu />
        <IconButton label={words.rooms.collapse} onClick={() => changeSettings({ roomsCollapsed: true })}>
          <PanelLeftClose size={16} />
        </IconButton>
      </div>
      <RoomList />
      <AllReadNotice />
      <RecoveryKeyNotice />
      <UpdateNotice />
      <OwnFace account={account} />
      <Resizer />
    </nav>
  );
}
