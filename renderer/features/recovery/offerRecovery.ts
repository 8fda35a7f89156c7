import { useEffect } from 'react';
import type { Phase } from '../../../core/session/states.ts';
import { showDialog, useLayout } from '../../layout.ts';
import { useSlot } from '../../bridge/perAccount.ts';
import { useRecovery } from './recovery.ts';

/** After a new sign-in, what the recovery key would open is offered at once: signing in and reading on are one flow (D12). */
export function useOfferRecovery(phase: Phase | undefined): void {
  const slot = useSlot();
  const locked = useRecovery(({ recovery }) => recovery.is === 'locked' && recovery.opens === 'history');
  const nothing = useRecovery(({ recovery, known }) => known && recovery.is === 'nothing');
  const justSignedIn = useLayout((layout) => layout.justSignedIn);
  const free = useLayout(({ dialog }) => dialog === null);
  useEffect(() => {
    if (!justSignedIn || phase !== 'active') return;
    // What is locked at some later time is said by a notice.
    if (nothing || (locked && free)) useLayout.of(slot).setState({ justSignedIn: false });
    if (locked && free) showDialog('recovery', slot);
  }, [justSignedIn, locked, nothing, free, phase, slot]);
}
