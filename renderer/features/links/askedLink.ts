import { useEffect } from 'react';
import { create } from 'zustand';
import type { AskedLink } from '../../../core/features/links/hostCalls.ts';
import type { Phase } from '../../../core/session/states.ts';
import { listenHost, tellHost } from '../../bridge/host.ts';
import { useLayout } from '../../layout.ts';
import { openNamed } from './links.ts';
import { useSlot } from '../../bridge/perAccount.ts';
import { useRooms } from '../roomList/roomList.ts';

/** The link that somebody has followed outside and that has not been shown; main holds it. */
const useAsked = create<{ readonly asked: AskedLink | null }>(() => ({ asked: null }));

export function followAskedLink(): () => void {
  return listenHost('asked', (asked) => useAsked.setState({ asked }));
}

/** Shows it once the account on screen has rooms, and no dialog is open that people are busy with. */
export function useAskedLink(phase: Phase | undefined): void {
  const slot = useSlot();
  const asked = useAsked((state) => state.asked);
  const known = useRooms((state) => state.known);
  const free = useLayout(({ dialog }) => dialog === null || dialog === 'jump' || dialog === 'named');
  const ready = asked !== null && phase === 'active' && known && free;
  useEffect(() => {
    if (!ready) return;
    useAsked.setState({ asked: null });
    tellHost('linkShown', { number: asked.number });
    void openNamed(asked.link, slot);
  }, [ready, asked, slot]);
}
