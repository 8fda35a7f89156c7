export type Disposer = () => void;

/** Those who listen to one thing; whoever subscribes gets the disposer. */
export class Listeners<T> {
  private readonly all = new Set<(news: T) => void>();

  add(listener: (news: T) => void): Disposer {
    this.all.add(listener);
    return () => void this.all.delete(listener);
  }

  /** In the order in which they came. */
  tell(news: T): void {
    for (const listener of this.all) listener(news);
  }
}

/** Several disposers as one. */
export function together(all: readonly Disposer[]): Disposer {
  return () => {
    for (const dispose of all) dispose();
  };
}
