import type { EventType } from '../core/session/events.ts';
import { table } from '../core/session/machine.ts';
import type { Phase } from '../core/session/states.ts';
import { walk } from '../core/session/walk.fixtures.ts';
import type { Edge } from '../core/session/walk.fixtures.ts';
import { labelOf } from './sessionDiagram.ts';

const phases = Object.keys(table) as readonly Phase[];
const eventsOf = (phase: Phase): readonly EventType[] => Object.keys(table[phase]) as EventType[];

/** Every phase and every event at one glance: what stays, what goes on, what can destroy. */
export function sessionGrid(): string {
  const edges = walk();
  const events = [...new Set(phases.flatMap(eventsOf))];
  const width = Math.max(...events.map((event) => event.length));
  const mark = (phase: Phase, event: EventType): string => {
    const here = edges.filter((edge) => edge.from.phase === phase && edge.event.type === event);
    if (here.some(({ effects }) => effects.some((effect) => effect.do === 'erase' || effect.do === 'finishErase'))) return 'x';
    if (here.some(({ to }) => to.phase !== phase)) return '>';
    return here.length > 0 ? 'o' : '.';
  };
  const line = (head: string, cells: readonly string[]): string =>
    `${head.padEnd(width)} ${cells.map((cell) => cell.padStart(3)).join('')}`;
  return [
    line(
      '',
      phases.map((_, index) => String(index + 1)),
    ),
    ...events.map((event) =>
      line(
        event,
        phases.map((phase) => mark(phase, event)),
      ),
    ),
  ].join('\n');
}

interface Outcome {
  readonly labels: Set<string>;
  readonly leadsTo: string;
  readonly does: string;
}

/** Each cell of the table as a line: where it can lead, and what is done; in brackets what is done only in some cases. */
export function sessionTable(): string {
  const edges = walk();
  const lines = phases.flatMap((phase, index) => {
    const outcomes = outcomesOf(
      phase,
      edges.filter(({ from }) => from.phase === phase),
    );
    return outcomes.map(
      ({ labels, leadsTo, does }, n) =>
        `| ${n === 0 ? `${index + 1} **${phase}**` : ''} | ${[...labels].join(', ')} | ${leadsTo} | ${does} |`,
    );
  });
  return ['| phase | event | leads to | does |', '|---|---|---|---|', ...lines].join('\n');
}

/** Events of one type that come to the same share a line. */
function outcomesOf(phase: Phase, edges: readonly Edge[]): readonly Outcome[] {
  const outcomes = new Map<string, Outcome>();
  for (const type of eventsOf(phase)) {
    if (type === 'started' && phase !== 'starting') {
      outcomes.set(type, { labels: new Set([type]), leadsTo: 'as from starting, but for what is left of an erase', does: '' });
      continue;
    }
    const ofType = edges.filter(({ event }) => event.type === type);
    for (const label of new Set(ofType.map(({ event }) => labelOf(event)))) {
      const same = ofType.filter(({ event }) => labelOf(event) === label);
      const leadsTo = phases
        .filter((to) => same.some((edge) => edge.to.phase === to))
        .map((to) => (to === phase ? 'stays' : to))
        .join(', ');
      const does = effectsOf(same);
      const key = `${type} ${leadsTo} ${does}`;
      const outcome = outcomes.get(key) ?? { labels: new Set(), leadsTo, does };
      outcome.labels.add(label);
      outcomes.set(key, outcome);
    }
  }
  return [...outcomes.values()];
}

function effectsOf(edges: readonly Edge[]): string {
  const done = edges.map(({ effects }) => effects.map((effect) => (effect.do === 'delay' ? `${effect.event.type} later` : effect.do)));
  const all = [...new Set(done.flat())];
  return all.map((name) => (done.every((names) => names.includes(name)) ? name : `(${name})`)).join(', ');
}
