import { useEffect, useMemo, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { VList, type VListHandle } from 'virtua';
import type { RoomId } from '../../../core/ids.ts';
import type { RoomSummary } from '../../../core/features/rooms/model.ts';
import { Fence } from '../../ui/fence/Fence.tsx';
import { RoomSkeletons } from '../../ui/Skeleton.tsx';
import { useNow } from '../../ui/useNow.ts';
import { words } from '../../words/words.ts';
import { useCurrentRoom } from '../currentRoom/currentRoom.ts';
import { holdRoomOrder, useRoomOrder, useRooms } from '../roomList/roomList.ts';
import { RoomRow } from './RoomRow.tsx';

const rowHeight = 40;

export function RoomList() {
  const known = useRooms((state) => state.known);
  const none = useRooms((state) => state.rooms.length === 0);
  if (!known) return <RoomSkeletons />;
  if (none) {
    return <p className="roomsEmpty">{words.rooms.empty}</p>;
  }
  return <List />;
}

function List() {
  const rooms = useOrderedRooms();
  const selected = useCurrentRoom(({ roomId }) => roomId);
  const now = useNow(30_000);
  const list = useRef<VListHandle>(null);
  const tabbable = rooms.some((room) => room.id === selected) ? selected : rooms[0]?.id;

  const latest = useRef(rooms);
  useEffect(() => {
    latest.current = rooms;
  });
  // Only when one goes somewhere: rooms that move must not scroll the list.
  useEffect(() => {
    const index = latest.current.findIndex((room) => room.id === selected);
    if (index >= 0) list.current?.scrollToIndex(index, { align: 'nearest' });
  }, [selected]);

  function onKeyDown(event: KeyboardEvent): void {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0 || event.altKey) return;
    const from = (event.target as Element).closest('[data-room]')?.getAttribute('data-room');
    const index = rooms.findIndex((room) => room.id === from) + step;
    const next = rooms[index];
    if (!next) return;
    event.preventDefault();
    list.current?.scrollToIndex(index, { align: 'nearest' });
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-room="${CSS.escape(next.id)}"]`)?.focus());
  }

  return (
    <VList
      ref={list}
      className="roomScroll"
      role="list"
      aria-label={words.rooms.list}
      data={rooms}
      itemSize={rowHeight}
      onPointerEnter={() => holdRoomOrder(true)}
      onPointerLeave={() => holdRoomOrder(false)}
      onKeyDown={onKeyDown}
    >
      {(room) => (
        <Fence key={room.id} of="roomRow" again={room} wrap={brokenRow}>
          <RoomRow room={room} now={now} tabbable={room.id === tabbable} />
        </Fence>
      )}
    </VList>
  );
}

const brokenRow = (line: ReactNode): ReactNode => (
  <div className="room" role="listitem">
    {line}
  </div>
);

function useOrderedRooms(): RoomSummary[] {
  const rooms = useRooms((state) => state.rooms);
  const ids = useRoomOrder((state) => state.ids);
  return useMemo(() => {
    const byId = new Map<RoomId, RoomSummary>(rooms.map((room) => [room.id, room]));
    return ids.flatMap((id) => byId.get(id) ?? []);
  }, [rooms, ids]);
}
