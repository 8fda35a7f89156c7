/** Carries a password beside the machine: it can be taken once, and a newer one replaces it. */
export class OneShot<T> {
  private value: T | null = null;

  put(value: T): void {
    this.value = value;
  }

  take(): T | null {
    const { value } = this;
    this.value = null;
    return value;
  }
}
