import type { StateItem } from '../../../core/model/timeline.ts';
import { words } from '../../words/words.ts';

const namedAtMost = 3;

/** One line for a run of state events: who joined if nothing else happened, else how much and by whom. */
export function foldWords(items: readonly StateItem[]): string {
  const [only] = items;
  if (items.length === 1 && only) return words.timeline.change(only.change, only.actor.name);
  const joined = items.flatMap(({ change }) => (change.what === 'joined' ? [change.who] : []));
  if (joined.length === items.length) return words.timeline.foldedJoins(...listed(joined));
  const [people, rest] = listed(items.map(({ actor }) => actor));
  return words.timeline.foldedBy(people, rest, items.length);
}

function listed(people: readonly { readonly userId: string; readonly name: string }[]): [string[], number] {
  const names = [...new Map(people.map((person) => [person.userId, person.name])).values()];
  // One left over would be as long as its name.
  const shown = names.length <= namedAtMost + 1 ? names : names.slice(0, namedAtMost);
  return [shown, names.length - shown.length];
}
