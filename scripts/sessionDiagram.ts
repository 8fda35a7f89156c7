import type { SessionEvent } from '../core/session/events.ts';
import { walk } from '../core/session/walk.fixtures.ts';

/** What tells the transitions of one event type apart. */
export function labelOf(event: SessionEvent): string {
  if (event.type === 'probed' || event.type === 'tokenJudged') return `${event.type}(${event.verdict.is})`;
  if (event.type === 'started') return event.outcome.is;
  if (event.type === 'signInAgainFailed') return `${event.type}(${event.error.code === 'accountLocked' ? 'locked' : 'other'})`;
  if (event.type === 'refreshFailed') return event.is === 'transient' ? 'refreshFailed' : event.is;
  return event.type;
}

/** What an erase of an earlier run has left is found once, before anything is looked at. */
export const isOfEarlierErase = (event: SessionEvent): boolean =>
  event.type === 'started' && (event.outcome.is === 'eraseUnfinished' || event.outcome.is === 'eraseUnread');

/** Where what lies on the disk has been looked at: every phase that looks can come to the same, so that is drawn once. */
const looked = 'looked';

/**
 * The session machine as a Mermaid state diagram, printed from the table by walking it. Transitions within a phase are left out.
 * Walked states differ in more than their phase: an arrow says that it can happen, not that it always does.
 */
export function sessionDiagram(): string {
  const arrows = new Map<string, Set<string>>();
  const draw = (from: string, to: string, label: string): void => {
    const arrow = `${from} --> ${to}`;
    arrows.set(arrow, (arrows.get(arrow) ?? new Set()).add(label));
  };
  for (const { from, event, to } of walk()) {
    if (event.type === 'started' && !isOfEarlierErase(event)) {
      draw(from.phase, looked, 'started');
      draw(looked, to.phase, labelOf(event));
    } else if (from.phase !== to.phase) {
      draw(from.phase, to.phase, labelOf(event));
    }
  }
  const lines = [...arrows].map(([arrow, labels]) => `  ${arrow}: ${[...labels].sort().join(', ')}`);
  return ['stateDiagram-v2', `  state ${looked} <<choice>>`, '  [*] --> starting', ...lines.sort()].join('\n');
}
