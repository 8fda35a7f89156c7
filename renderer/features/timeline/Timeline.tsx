import './Timeline.css';
import ArrowDown from 'lucide-react/icons/arrow-down';
import { useCallback, useMemo, useRef, type ReactNode } from 'react';
import { Virtualizer } from 'virtua';
import { useStore } from 'zustand';
import type { RoomId } from '../../../core/ids.ts';
import type { RoomDetail } from '../../../core/features/rooms/model.ts';
import type { TimelineItem } from '../../../core/features/timeline/model.ts';
import { Fence } from '../../ui/fence/Fence.tsx';
import { Face } from '../../ui/Face.tsx';
import { MessageSkeletons } from '../../ui/Skeleton.tsx';
import { count } from '../../words/format.ts';
import { words } from '../../words/words.ts';
import { Viewer } from '../viewer/Viewer.tsx';
import { DeleteMessage } from './message/DeleteMessage.tsx';
import { loadOlder } from './scroll/olderMessages.ts';
import { roomView, type RoomViewStore } from '../roomView/roomView.ts';
import { buildRows, countFresh, type Row } from './rows.ts';
import { TimelineRow } from './TimelineRow.tsx';
import { useAimed } from './scroll/useAimed.ts';
import { useOlderAgain } from './scroll/useOlderAgain.ts';
import { useSlot } from '../../bridge/perAccount.ts';
import { useRowKeys } from './keys/useRowKeys.ts';
import { MessageMenu } from './message/MessageMenu.tsx';
import { openMessageMenu } from './message/openedMenu.ts';
import { useFreshLine, useMarkRead } from './useReading.ts';
import { FirstUnread } from './FirstUnread.tsx';
import { useFirstUnread } from './scroll/useFirstUnread.ts';
import { useScroll } from './scroll/useScroll.ts';

/** The messages of one room, or the exact space for them until they come. */
export function Timeline({ roomId }: { readonly roomId: RoomId }) {
  const known = useStore(roomView(roomId), (view) => view.known);
  const items = useStore(roomView(roomId), (view) => view.items);
  const place = useRef<HTMLElement>(null);
  return (
    <section ref={place} className="timeline" aria-label={words.timeline.region} data-pane="timeline">
      {known ? (
        <Fence of="room" again={items} wrap={pane}>
          <Messages roomId={roomId} />
        </Fence>
      ) : (
        <div className="timelineWait">
          <MessageSkeletons />
        </div>
      )}
      <MessageMenu roomId={roomId} place={place} />
      <DeleteMessage roomId={roomId} />
      <Viewer roomId={roomId} />
    </section>
  );
}

/** What has come, and behind it what was written here. */
function useRows(view: RoomViewStore): { readonly items: readonly TimelineItem[]; readonly rows: readonly Row[] } {
  const { items: arrived, echoes, newAfter, detail } = useStore(view);
  const items = useMemo(() => (echoes.length === 0 ? arrived : [...arrived, ...echoes]), [arrived, echoes]);
  const roomEncrypted = detail?.isEncrypted ?? false;
  const rows = useMemo(() => buildRows(items, { newAfter, roomEncrypted }), [items, newAfter, roomEncrypted]);
  return { items, rows };
}

const useNearTop = (roomId: RoomId): (() => void) =>
  useCallback(() => {
    if (roomView(roomId).getState().older.is === 'idle') void loadOlder(roomId);
  }, [roomId]);

const pane = (line: ReactNode): ReactNode => <div className="unshownPane">{line}</div>;

function Messages({ roomId }: { readonly roomId: RoomId }) {
  const view = roomView(roomId);
  const { detail, older } = useStore(view);
  const { items, rows } = useRows(view);
  const scroller = useRef<HTMLDivElement>(null);
  const onNearTop = useNearTop(roomId);
  const scroll = useScroll({ scroller, roomId, rows, onNearTop });
  useMarkRead({ roomId, items, atEnd: scroll.atEnd });
  useFreshLine(roomId, detail !== null);
  useOlderAgain(roomId);
  const empty = items.length === 0 && detail?.hasOlder === false;
  const missing = useAimed(roomId, rows, scroll.toRow);
  const slot = useSlot();
  const unread = useFirstUnread(roomId, rows, scroll);
  const keys = useRowKeys({ scroller, rows, scroll, openMenu: (id, anchor) => openMessageMenu({ roomId, id, anchor }, slot) });

  return (
    <>
      {unread.offered && <FirstUnread onClick={unread.go} onDismiss={unread.dismiss} />}
      <div
        ref={scroller}
        className={`timelineScroll ${scroll.placed ? '' : 'timelinePlacing'} ${empty ? 'timelineEmpty' : ''}`}
        tabIndex={0}
        data-pane-focus
        role="group"
        aria-label={words.timeline.messages}
        {...keys.handlers}
      >
        <div className="timelineFill" />
        <Virtualizer
          ref={scroll.list}
          scrollRef={scroller}
          data={rows}
          shift={scroll.shift}
          bufferSize={600}
          keepMounted={keys.keepMounted}
          onScroll={(offset) => void (scroll.onScroll(offset), unread.look())}
          onResize={scroll.onResize}
        >
          {(row) => <TimelineRow key={row.key} roomId={roomId} row={row} detail={detail} older={older} />}
        </Virtualizer>
      </div>
      {empty && <Beginning detail={detail} />}
      {missing && <AimMissing />}
      {!scroll.atEnd && <Latest fresh={countFresh(items, detail?.readUpTo ?? null)} onClick={scroll.toEnd} />}
    </>
  );
}

/** Of a room in which nothing has been said: whose it is, in the middle of its empty window. */
function Beginning({ detail: { id, name, topic, isDirect } }: { readonly detail: RoomDetail }) {
  return (
    <div className="emptyPane timelineBeginning">
      <Face id={id} name={name} size={40} room={!isDirect} />
      <h2>
        <bdi>{name}</bdi>
      </h2>
      {topic && (
        <p>
          <bdi>{topic}</bdi>
        </p>
      )}
      <p>{isDirect ? words.timeline.beginningDirect : words.timeline.beginning}</p>
    </div>
  );
}

function AimMissing() {
  return (
    <div className="aimMissing" role="status">
      {words.named.eventMissing}
    </div>
  );
}

function Latest({ fresh, onClick }: { readonly fresh: number; readonly onClick: () => void }) {
  return (
    <button
      type="button"
      className="latest"
      title={words.timeline.latest}
      aria-label={fresh > 0 ? `${words.timeline.latest}, ${words.timeline.newMessages(fresh)}` : words.timeline.latest}
      onClick={onClick}
    >
      <ArrowDown size={18} aria-hidden />
      {fresh > 0 && (
        <span className="latestCount tabular" aria-hidden>
          {count(fresh)}
        </span>
      )}
    </button>
  );
}
