import type { StateItem } from '../../../../core/features/timeline/model.ts';
import { words } from '../../../words/words.ts';

const namedAtMost = 3;

/** What a stranger may name and write is cut where it would be louder than a message. */
const longestName = 40;
const longestTopic = 160;

export const isLong = (items: readonly StateItem[]): boolean => items.length === 1 && foldWords(items) !== shortWords(items);

/** As `foldWords`, without an end that nobody asked for. */
export function shortWords(items: readonly StateItem[]): string {
  return foldWords(items.map(shortened));
}

function shortened(item: StateItem): StateItem {
  const { change } = item;
  return {
    ...item,
    actor: named(item.actor),
    change: {
      ...change,
      ...('who' in change && { who: named(change.who) }),
      ...('name' in change && { name: cut(change.name, longestName) }),
      ...('topic' in change && { topic: cut(change.topic, longestTopic) }),
      ...('from' in change && change.from !== null && { from: cut(change.from, longestName) }),
      ...('to' in change && change.to !== null && { to: cut(change.to, longestName) }),
    },
  };
}

const named = <P extends { readonly name: string }>(person: P): P => ({ ...person, name: cut(person.name, longestName) });

function cut(text: string, longest: number): string {
  const signs = Array.from(text.slice(0, 4 * longest));
  return signs.length > longest
    ? `${signs
        .slice(0, longest - 1)
        .join('')
        .trimEnd()}…`
    : text;
}

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
