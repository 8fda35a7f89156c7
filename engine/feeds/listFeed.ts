import { diffList } from '../../core/patch.ts';
import type { Keyed, Patch, PatchOp } from '../../core/patch.ts';

interface Subscriber<T extends Keyed> {
  readonly emit: (patch: Patch<T>) => void;
  seq: number;
}

/** A list that changes; each subscriber gets a reset and then patches, counted on their own. One diff serves all. */
export class ListFeed<T extends Keyed> {
  private items: readonly T[] | undefined;
  private readonly subscribers = new Set<Subscriber<T>>();
  private readonly same: (a: T, b: T) => boolean;

  constructor(same: (a: T, b: T) => boolean) {
    this.same = same;
  }

  get current(): readonly T[] | undefined {
    return this.items;
  }

  set(next: readonly T[]): void {
    const before = this.items;
    if (before) {
      const known = new Map(before.map((item) => [item.id, item]));
      // An item that looks the same stays the same object, so that later comparisons are cheap.
      this.items = next.map((item) => {
        const old = known.get(item.id);
        return old !== undefined && (old === item || this.same(old, item)) ? old : item;
      });
      const ops = diffList(before, this.items, (a, b) => a === b);
      if (ops.length > 0) for (const subscriber of this.subscribers) this.send(subscriber, ops);
    } else {
      this.items = next;
      for (const subscriber of this.subscribers) this.send(subscriber, [{ op: 'reset', items: next }]);
    }
  }

  listen(emit: (patch: Patch<T>) => void): () => void {
    const subscriber: Subscriber<T> = { emit, seq: 0 };
    this.subscribers.add(subscriber);
    if (this.items) this.send(subscriber, [{ op: 'reset', items: this.items }]);
    return () => this.subscribers.delete(subscriber);
  }

  private send(subscriber: Subscriber<T>, ops: readonly PatchOp<T>[]): void {
    subscriber.emit({ seq: subscriber.seq++, ops });
  }
}
