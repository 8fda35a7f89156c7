import type { SessionState } from '../../../core/session/states.ts';
import { listenHost } from '../../bridge/host.ts';
import { perAccount } from '../../bridge/perAccount.ts';

/** null until main has said it for the first time. */
export const useSession = perAccount<{ readonly state: SessionState | null }>(() => ({ state: null }), { outlives: true });

export function followSession(onState: (state: SessionState, slot: string) => void): () => void {
  return listenHost('session', (state, slot) => {
    useSession.of(slot).setState({ state });
    onState(state, slot);
  });
}
