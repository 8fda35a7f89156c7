import type { SessionState } from '../../../core/session/states.ts';
import { listenHost } from '../../bridge/host.ts';
import { perAccount } from '../../bridge/perAccount.ts';

/** null until main has said it for the first time. */
export const useSession = perAccount<{ readonly state: SessionState | null }>(() => ({ state: null }), { outlives: true });

export function followSession(onState: (state: SessionState, slot: string) => void): () => void {
  return listenHost('session', (state, slot) => {
    const own = useSession.of(slot);
    own.setState({ state: withSameProblem(own.getState().state, state) });
    onState(state, slot);
  });
}

/**
 * What main says comes as a copy each time. What people who are to sign in again have been told since before is the same to them: a countdown
 * runs on, and what they type is not taken for an answer to the last try.
 */
function withSameProblem(before: SessionState | null, now: SessionState): SessionState {
  if (before?.phase !== 'expired' || now.phase !== 'expired') return now;
  return JSON.stringify(before.problem) === JSON.stringify(now.problem) ? { ...now, problem: before.problem } : now;
}
