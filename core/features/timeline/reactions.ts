import type { UserId } from '../../ids.ts';
import type { Person } from '../rooms/model.ts';
import { field } from '../../read/json.ts';
import type { EventRow } from '../history/rows.ts';
import type { Reaction } from './model.ts';

/** What is longer is no reaction that could be shown. */
const longestKey = 255;
const maxKeys = 100;
const maxNames = 20;

/** A reaction that can be read. */
export interface ReadReaction {
  readonly row: Pick<EventRow, 'type' | 'relType' | 'sender' | 'ts' | 'eventId'>;
  readonly content: unknown;
}

/** Counted by key, each person once for each (CS "Annotations"); of what is readable and not redacted. */
export function reactionsOf(reactions: readonly ReadReaction[], me: UserId, personOf: (userId: UserId) => Person): readonly Reaction[] {
  const byKey = new Map<string, Map<UserId, ReadReaction['row']>>();
  for (const { row, content } of reactions.toSorted((a, b) => byTime(a.row, b.row))) {
    const key = field(field(content, 'm.relates_to'), 'key');
    if (row.type !== 'm.reaction' || row.relType !== 'm.annotation' || typeof key !== 'string' || key === '' || key.length > longestKey)
      continue;
    const bySender = byKey.get(key) ?? new Map<UserId, ReadReaction['row']>();
    if (!bySender.has(row.sender)) byKey.set(key, bySender.set(row.sender, row));
  }
  return [...byKey].slice(0, maxKeys).map(([key, bySender]) => ({
    key,
    count: bySender.size,
    by: [...bySender.keys()].slice(0, maxNames).map(personOf),
    own: bySender.get(me)?.eventId ?? null,
  }));
}

const byTime = (a: ReadReaction['row'], b: ReadReaction['row']): number => a.ts - b.ts || (a.eventId < b.eventId ? -1 : 1);
