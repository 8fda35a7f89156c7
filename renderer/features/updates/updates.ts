import { create } from 'zustand';
import type { UpdateState, UpdateProblem } from '../../../core/features/updates/model.ts';
import { listenHost, tellHost } from '../../bridge/host.ts';
import type { HostContract } from '../../../core/contracts/host.ts';
import type { ErrorWords } from '../../words/errors.en.ts';
import { words } from '../../words/words.ts';

/** The update of this copy of Latchkey, whoever is signed in; null until main has said it. */
export const useUpdates = create<{ readonly updates: UpdateState | null }>(() => ({ updates: null }));

export function followUpdates(): () => void {
  return listenHost('updates', (updates) => useUpdates.setState({ updates }));
}

const said = words.updates.problem;

export const askUpdates = (what: Parameters<HostContract['calls']['askUpdates']>[0]['what']): void => tellHost('askUpdates', { what });

export function problemWords(problem: UpdateProblem): ErrorWords {
  switch (problem.is) {
    case 'expired':
      return { text: said.expired, details: said.expiredDetails(problem.issuedAt) };
    case 'internal':
      return { text: said.internal, details: said.internalDetails(problem.ref) };
    default:
      return { text: said[problem.is], details: null };
  }
}
