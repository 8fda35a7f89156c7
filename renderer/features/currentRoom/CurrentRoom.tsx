import MessageSquare from 'lucide-react/icons/message-square';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { Account } from '../../../core/session/account.ts';
import type { SessionState } from '../../../core/session/states.ts';
import { Fence } from '../../ui/fence/Fence.tsx';
import { MessageSkeletons } from '../../ui/Skeleton.tsx';
import { words } from '../../words/words.ts';
import { openRoom, useRoomOnScreen } from './currentRoom.ts';
import { useEngineStatus } from '../status/status.ts';
import { roomView } from '../roomView/roomView.ts';
import { useRooms } from '../roomList/roomList.ts';
import { Composer } from '../composer/Composer.tsx';
import { TypingLine } from './TypingLine.tsx';
import { Invite } from './Invite.tsx';
import { BeginChoices } from '../roomMenus/RoomMenus.tsx';
import { Status } from '../status/Status.tsx';
import { ExpandRooms, RoomHeader } from './RoomHeader.tsx';
import { SelectionBar } from '../selectionBar/SelectionBar.tsx';
import { useSelecting } from '../selecting/selecting.ts';
import { NewsSaid } from './NewsSaid.tsx';
import { Timeline } from '../timeline/Timeline.tsx';
import type { RoomSummary } from '../../../core/features/rooms/model.ts';

interface Props {
  readonly account: Account;
  readonly session: SessionState;
}

export function CurrentRoom({ account, session }: Props) {
  const summary = useRoomOnScreen();
  return (
    <main className="roomPane">
      <Fence of="room" again={summary} wrap={pane}>
        {summary ? <Room key={summary.id} summary={summary} account={account} session={session} /> : <NoRoom session={session} />}
      </Fence>
    </main>
  );
}

const pane = (line: ReactNode): ReactNode => <div className="unshownPane">{line}</div>;

function Room({ summary, account, session }: Props & { readonly summary: RoomSummary }) {
  const detail = useStore(roomView(summary.id), (view) => view.detail);
  const selecting = useSelecting(({ roomId }) => roomId === summary.id);
  const suspended = useEngineStatus(({ status }) => status !== null && status.suspended !== null);
  const paused = session.phase === 'expired' || session.phase === 'resuming';
  const waits = paused ? 'signIn' : suspended ? 'suspension' : null;
  if (summary.membership === 'invite') {
    return (
      <>
        <RoomHeader summary={summary} detail={detail} />
        <Invite summary={summary} detail={detail} />
      </>
    );
  }
  return (
    <>
      <RoomHeader summary={summary} detail={detail} />
      <div className="roomBody">
        <Status session={session} />
        <Timeline roomId={summary.id} />
        <NewsSaid roomId={summary.id} />
      </div>
      <TypingLine typing={detail?.typing ?? []} waits={waits} />
      {selecting && <SelectionBar roomId={summary.id} />}
      {/* What is being written stays as it is. */}
      <div className={selecting ? 'composerAway' : 'composerPlace'}>
        <Composer roomId={summary.id} name={summary.name} own={account.userId} detail={detail} openRoom={openRoom} />
      </div>
    </>
  );
}

function NoRoom({ session }: { readonly session: SessionState }) {
  const known = useRooms((state) => state.known);
  const none = useRooms((state) => state.rooms.length === 0);
  return (
    <>
      <header className="roomHeader">
        <ExpandRooms />
      </header>
      <div className="roomBody">
        <Status session={session} />
        {!known && (
          <div className="timelineWait">
            <h1 className="srOnly">{words.rooms.opening}</h1>
            <MessageSkeletons />
          </div>
        )}
        {known && (
          <section className="emptyPane">
            <span className="emptyPaneIcon" aria-hidden>
              <MessageSquare size={22} />
            </span>
            <h1>{none ? words.begin.emptyTitle : words.rooms.noRoom}</h1>
            <p>{none ? words.begin.emptyText : words.rooms.noRoomText}</p>
            {none && <BeginChoices />}
          </section>
        )}
      </div>
    </>
  );
}
