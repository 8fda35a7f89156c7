import { act } from 'react';
import { createRoot } from 'react-dom/client';
import type { RoomDetail, RoomSummary } from '../core/features/rooms/model.ts';
import type { TimelineItem } from '../core/features/timeline/model.ts';
import { RoomHeader } from '../renderer/features/currentRoom/RoomHeader.tsx';
import { RoomRow } from '../renderer/features/rooms/RoomRow.tsx';
import { buildRows } from '../renderer/features/timeline/rows.ts';
import { TimelineRow } from '../renderer/features/timeline/TimelineRow.tsx';

/** Draws what a screen of this room would show, all of it. */
export function draw(rooms: readonly RoomSummary[], detail: RoomDetail, items: readonly TimelineItem[]): HTMLElement {
  const rows = buildRows(items, { newAfter: items[0]?.id as never, roomEncrypted: detail.isEncrypted });
  const place = document.createElement('div');
  document.body.replaceChildren(place);
  const root = createRoot(place, {
    onUncaughtError: (cause) => {
      throw cause;
    },
  });
  act(() =>
    root.render(
      <>
        {rooms.map((room) => (
          <RoomRow key={room.id} room={room} now={Date.now()} tabbable />
        ))}
        {rooms[0] && <RoomHeader summary={rooms[0]} detail={detail} />}
        {rows.map((row) => (
          <TimelineRow key={row.key} roomId={detail.id} row={row} detail={detail} older={{ is: 'idle' }} />
        ))}
      </>,
    ),
  );
  const drawn = place.cloneNode(true) as HTMLElement;
  act(() => root.unmount());
  return drawn;
}
