/** One value that changes; whoever listens hears the present one at once. */
export class ValueFeed<T> {
  private value: T | undefined;
  private readonly listeners = new Set<(value: T) => void>();
  private readonly same: (a: T, b: T) => boolean;

  constructor(same: (a: T, b: T) => boolean) {
    this.same = same;
  }

  get current(): T | undefined {
    return this.value;
  }

  set(value: T): void {
    if (this.value !== undefined && this.same(this.value, value)) return;
    this.value = value;
    for (const listener of [...this.listeners]) listener(value);
  }

  listen(listener: (value: T) => void): () => void {
    this.listeners.add(listener);
    if (this.value !== undefined) listener(this.value);
    return () => this.listeners.delete(listener);
  }
}
