import { act } from 'react';
import { createRoot } from 'react-dom/client';
import type { RoomDetail, RoomSummary } from '../core/model/room.ts';
import type { TimelineItem } from '../core/model/timeline.ts';
import { RoomHeader } from '../renderer/features/currentRoom/RoomHeader.tsx';
import { RoomRow } from '../renderer/features/rooms/RoomRow.tsx';
import { buildRows } from '../renderer/features/timeline/rows.ts';
import { TimelineRow } from '../renderer/features/timeline/TimelineRow.tsx';

/** Draws what a screen of this room would show, all of it. */
export function draw(rooms: readonly RoomSummary[], detail: RoomDetail, items: readonly TimelineItem[]): HTMLElement {
  const rows = buildRows(items, { newAfter: items[0]?.id as never, roomEncrypted: detail.isEncrypted });
  const place = document.createElement('div');
  document.body.replaceChildren(place);
  const root = createRoot(place, { onUncaughtError: (cause) => { throw cause; } });
  act(() =>
    root.render(
      <>
        {rooms.map((room) => <RoomRow key={room.id} room={room} now={Date.now()} tabbable />)}
        {rooms[0] && <RoomHeader summary={rooms[0]} detail={detail} />}
        {rows.map((row) => <TimelineRow key={row.key} roomId={detail.id} row={row} detail={detail} older={{ is: 'idle' }} />)}
      </>,
    ),
  );
  const drawn = place.cloneNode(true) as HTMLElement;
  act(() => root.unmount());
  return drawn;
}

const forbidden = 'script, style, iframe, object, embed, form, input, link, meta, base, svg:not(.lucide), math, video, audio, template, textarea, select, dialog, noscript';
const urls = ['href', 'src', 'srcset', 'action', 'formaction', 'xlink:href', 'poster', 'background', 'data'];

/** What a stranger has got into the page that has no business there. */
export function intruders(drawn: HTMLElement): readonly string[] {
  const found = [...drawn.querySelectorAll(forbidden)].map(({ outerHTML }) => outerHTML.slice(0, 200));
  for (const element of drawn.querySelectorAll('*')) {
    for (const { name, value } of element.attributes) {
      if (name.startsWith('on')) found.push(`${name} on ${element.tagName}`);
      if (urls.includes(name) && !(name === 'href' && /^(https?:\/\/|mailto:)/i.test(value))) found.push(`${name}=${value.slice(0, 100)}`);
      if (name === 'style' && /url\(|expression/i.test(value)) found.push(`style=${value.slice(0, 100)}`);
    }
  }
  return found;
}
