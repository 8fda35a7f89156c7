// @vitest-environment jsdom
import { act, createRef } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, expect, test, vi } from 'vitest';
import type { EventId, RoomId } from '../../../../core/ids.ts';
import { SlotContext } from '../../../bridge/perAccount.ts';
import { aiko, me } from '../../../fixtures/people.ts';
import { design, detailOf } from '../../../fixtures/rooms.ts';
import { message } from '../../../fixtures/timeline.ts';
import { OutsideContext } from '../../../ui/outside.ts';
import { usePins } from '../../pins/pins.ts';
import { roomView } from '../../roomView/roomView.ts';
import { useSelecting } from '../../selecting/selecting.ts';
import { MessageMenu } from './MessageMenu.tsx';
import { openMessageMenu } from './openedMenu.ts';

vi.stubGlobal('CSS', { escape: (text: string) => text });
vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
vi.stubGlobal('latchkey', { call: () => new Promise(() => undefined), listen: () => () => undefined, wantEngine: () => undefined });
vi.stubGlobal(
  'ResizeObserver',
  class {
    observe(): void {}
    unobserve(): void {}
    disconnect(): void {}
  },
);

const slot = 'here';
const roomId: RoomId = design.id;
const theirs = message(aiko, 1, 'Theirs');
const own = message(me, 2, 'Own', { edited: true });
const gone = message(me, 3, { type: 'redacted' });
let end = (): void => undefined;

afterEach(() => end());

/** The menu of one message, as people see it. */
async function menuOf(id: string, rights: { readonly canDelete?: boolean; readonly pinned?: readonly EventId[] } = {}) {
  document.body.innerHTML = '<section></section>';
  const place = document.querySelector('section');
  const ref = createRef<HTMLElement>();
  ref.current = place;
  const copied: string[] = [];
  roomView(roomId, slot).setState({
    known: true,
    items: [theirs, own, gone],
    detail: detailOf(design, { canSend: true, canDelete: rights.canDelete ?? false }),
  });
  usePins.of(slot).setState({ roomId, pins: { pinned: rights.pinned ?? [], mayPin: true, refused: null } });
  const root = createRoot(document.body.appendChild(document.createElement('div')));
  end = () => act(() => root.unmount());
  await act(async () =>
    root.render(
      <OutsideContext value={{ copy: (text) => copied.push(text), report: () => undefined, several: false }}>
        <SlotContext value={slot}>
          <MessageMenu roomId={roomId} place={ref} />
        </SlotContext>
      </OutsideContext>,
    ),
  );
  await act(async () => openMessageMenu({ roomId, id, anchor: { x: 1, y: 1 } }, slot));
  const items = (): string[] => [...document.querySelectorAll('[role="menuitem"]')].map(({ textContent }) => (textContent ?? '').trim());
  const choose = (name: string): Promise<void> =>
    act(async () => {
      const item = [...document.querySelectorAll<HTMLElement>('[role="menuitem"]')].find(({ textContent }) => textContent?.trim() === name);
      item?.click();
    });
  return { items, choose, copied, place };
}

test('what can be done with somebody else’s message, with and without the right to delete it', async () => {
  const { items, place } = await menuOf(theirs.id);
  expect(items()).toEqual(['React', 'Reply', 'Forward…', 'Copy text', 'Copy link', 'Pin', 'Select']);
  expect(place?.querySelector('[role="menu"]')?.getAttribute('aria-label')).toBe('Message actions');
  const mighty = await menuOf(theirs.id, { canDelete: true, pinned: [theirs.eventId as EventId] });
  expect(mighty.items()).toEqual(['React', 'Reply', 'Forward…', 'Copy text', 'Copy link', 'Unpin', 'Select', 'Delete…']);
});

test('an own one can be edited, and shows how it read before', async () => {
  const { items, choose, copied } = await menuOf(own.id);
  expect(items()).toEqual(['React', 'Reply', 'Edit', 'Forward…', 'Copy text', 'Copy link', 'Pin', 'Edit history', 'Select', 'Delete…']);
  await choose('Copy text');
  expect(copied).toEqual(['Own']);
});

test('selecting begins with the message that it was chosen on', async () => {
  const { choose } = await menuOf(theirs.id);
  await choose('Select');
  expect(useSelecting.of(slot).getState()).toEqual({ roomId, ids: new Set([theirs.id]) });
});

test('of a deleted one only the link is left', async () => {
  expect((await menuOf(gone.id)).items()).toEqual(['Copy link']);
});
