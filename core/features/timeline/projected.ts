import type { EventId } from '../../ids.ts';
import type { Keyed } from '../../patch.ts';
import type { BrokenItem, MessageItem, Reaction, StateItem } from './model.ts';

/** A message with what is said about it elsewhere. */
export interface ProjectedMessage extends MessageItem {
  readonly answers: EventId | null;
  /** The root of the thread that it is in. */
  readonly thread: EventId | null;
  /** In the order in which their first came. */
  readonly reactions: readonly Reaction[];
}

/** Something may be missing here, which can be asked for. */
interface GapItem extends Keyed {
  readonly kind: 'gap';
  readonly id: string;
  readonly pos: number;
}

/** Oldest first, as the history has them; days, groups of one sender and the "New" line are made by the page. */
export type ProjectedItem = ProjectedMessage | StateItem | BrokenItem | GapItem;
