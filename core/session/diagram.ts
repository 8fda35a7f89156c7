import { walk } from './walk.fixtures.ts';
import type { Edge } from './walk.fixtures.ts';

/** What tells the transitions of one event type apart. */
function label({ event }: Edge): string {
  if (event.type === 'probed' || event.type === 'tokenJudged') return `${event.type}(${event.verdict.is})`;
  if (event.type === 'started') return event.outcome.is;
  if (event.type === 'signInAgainFailed') return `${event.type}(${event.error.code === 'accountLocked' ? 'locked' : 'other'})`;
  if (event.type === 'refreshFailed') return event.is === 'transient' ? 'refreshFailed' : event.is;
  return event.type;
}

/** The session machine as a Mermaid state diagram, printed from the table by walking it. Transitions within a phase are left out. */
export function sessionDiagram(): string {
  const arrows = new Map<string, Set<string>>();
  for (const edge of walk()) {
    if (edge.from.phase === edge.to.phase) continue;
    const arrow = `${edge.from.phase} --> ${edge.to.phase}`;
    arrows.set(arrow, (arrows.get(arrow) ?? new Set()).add(label(edge)));
  }
  const lines = [...arrows].map(([arrow, labels]) => `  ${arrow}: ${[...labels].sort().join(', ')}`);
  return ['stateDiagram-v2', '  [*] --> starting', ...lines.sort()].join('\n');
}
