import { create } from 'zustand';
import type { SessionState } from '../../core/session/states.ts';
import { listenHost } from '../bridge/host.ts';

/** null until main has said it for the first time. */
export const useSession = create<{ readonly state: SessionState | null }>(() => ({ state: null }));

export function followSession(onState: (state: SessionState) => void): () => void {
  return listenHost('session', (state) => {
    useSession.setState({ state });
    onState(state);
  });
}
