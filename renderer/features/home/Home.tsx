import './Home.css';
import { useEffect, type CSSProperties, type ReactNode } from 'react';
import type { Account } from '../../../core/session/account.ts';
import type { SessionState } from '../../../core/session/states.ts';
import { markOnceWhenPainted } from '../../bridge/marks.ts';
import { Fence } from '../../ui/fence/Fence.tsx';
import { SignOutRest } from '../signOut/SignOut.tsx';
import { words } from '../../words/words.ts';
import { useCurrentRoom } from '../currentRoom/currentRoom.ts';
import { useLayout } from '../../layout.ts';
import { useRooms } from '../roomList/roomList.ts';
import { useSettings } from '../../settings.ts';
import { Members } from '../members/Members.tsx';
import { CurrentRoom } from '../currentRoom/CurrentRoom.tsx';
import { Rooms } from '../rooms/Rooms.tsx';
import { useHomeKeys } from './useHomeKeys.ts';

const brokenRooms = (line: ReactNode): ReactNode => (
  <nav className="rooms unshownPane" aria-label={words.rooms.navigation}>
    {line}
  </nav>
);
const brokenMembers = (line: ReactNode): ReactNode => (
  <aside className="members unshownPane" aria-label={words.rooms.members}>
    {line}
  </aside>
);

interface Props {
  readonly account: Account;
  readonly session: SessionState;
  /** A dialog of the session is up: nothing in here can be reached (C25). */
  readonly inert: boolean;
}

export function Home({ account, session, inert }: Props) {
  const { roomsWidth, roomsCollapsed } = useSettings();
  const panelWanted = useLayout((layout) => layout.membersShown);
  const roomId = useCurrentRoom((state) => state.roomId);
  const joined = useRooms(({ rooms }) => rooms.some((room) => room.id === roomId && room.membership === 'join'));
  const known = useRooms((state) => state.known);
  useHomeKeys(!inert);
  useEffect(() => {
    if (known) markOnceWhenPainted('painted');
  }, [known]);

  const panel = panelWanted && joined && roomId !== null;
  const looks = ['home', roomsCollapsed && 'homeCollapsed', panel && 'homeWithPanel'].filter(Boolean).join(' ');
  return (
    <div className={looks} inert={inert} style={{ '--rooms-width': `${roomsWidth}px` } as CSSProperties}>
      {!roomsCollapsed && (
        <Fence of="rooms" rest={<SignOutRest />} wrap={brokenRooms}>
          <Rooms account={account} />
        </Fence>
      )}
      <CurrentRoom account={account} session={session} />
      {panel && (
        <Fence of="members" again={roomId} wrap={brokenMembers}>
          <Members roomId={roomId} />
        </Fence>
      )}
    </div>
  );
}
