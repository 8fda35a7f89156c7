import { Listeners, type Disposer } from '../../core/listeners.ts';

/** One value that changes; whoever listens hears the present one at once. */
export class ValueFeed<T> {
  private value: T | undefined;
  private readonly listeners = new Listeners<T>();
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
    this.listeners.tell(value);
  }

  listen(listener: (value: T) => void): Disposer {
    const stop = this.listeners.add(listener);
    if (this.value !== undefined) listener(this.value);
    return stop;
  }
}
