export type Disposer = () => void;

/** Those who listen to one thing; whoever subscribes gets the disposer. */
export class Listeners<T> {
  private readonly all = new Set<{ readonly hear: (news: T) => void }>();

  /** One that is added twice hears it twice, and leaves by two disposers. */
  add(hear: (news: T) => void): Disposer {
    const listener = { hear };
    this.all.add(listener);
    return () => void this.all.delete(listener);
  }

  /** In the order in which they came. Who leaves meanwhile hears nothing of it any more, who comes meanwhile hears the next. */
  tell(news: T): void {
    for (const listener of [...this.all]) if (this.all.has(listener)) listener.hear(news);
  }
}

/** Several disposers as one. */
export function together(all: readonly Disposer[]): Disposer {
  return () => {
    for (const dispose of all) dispose();
  };
}
