import { useStore } from 'zustand';
import type { Previews } from '../../../core/features/media/previews.ts';
import { previewChoices } from '../../../core/features/media/previews.ts';
import type { EventId, RoomId } from '../../../core/ids.ts';
import { listenEngine } from '../../bridge/engineLink.ts';
import { perAccount, useSlot } from '../../bridge/perAccount.ts';
import { roomView } from '../roomView/roomView.ts';

interface Shown {
  /** Null: not known yet. */
  readonly previews: Previews | null;
  /** Those that somebody wanted to see all the same. */
  readonly asked: ReadonlySet<EventId>;
}

export const usePreviews = perAccount<Shown>(() => ({ previews: null, asked: new Set() }));

export function followPreviews(slot: string): () => void {
  return listenEngine(
    'mediaPreviews',
    {},
    (said) => usePreviews.of(slot).setState({ previews: previewChoices.find((one) => one === said) ?? 'off' }),
    slot,
  );
}

/** `wait`: it is not known yet. */
export function useShows(roomId: RoomId, eventId: EventId): 'shows' | 'asks' | 'wait' {
  const slot = useSlot();
  const isPublic = useStore(roomView(roomId, slot), ({ detail }) => detail?.isPublic !== false);
  return usePreviews(({ previews, asked }) => {
    if (asked.has(eventId)) return 'shows';
    if (previews === null) return 'wait';
    return previews === 'on' || (previews === 'private' && !isPublic) ? 'shows' : 'asks';
  });
}

export const showAllTheSame = (eventId: EventId, slot: string): void =>
  usePreviews.of(slot).setState(({ asked }) => ({ asked: new Set([...asked, eventId]) }));
