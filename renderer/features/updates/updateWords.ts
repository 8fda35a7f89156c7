import type { UpdateProblem } from '../../../core/updates/model.ts';
import type { HostContract } from '../../../core/contracts/host.ts';
import { tellHost } from '../../bridge/host.ts';
import { words } from '../../words/words.ts';

const said = words.updates.problem;

export const askUpdates = (what: Parameters<HostContract['calls']['askUpdates']>[0]['what']): void => tellHost('askUpdates', { what });

export function problemWords(problem: UpdateProblem): string {
  switch (problem.is) {
    case 'expired':
      return said.expired(problem.issuedAt);
    case 'internal':
      return said.internal(problem.ref);
    default:
      return said[problem.is];
  }
}
