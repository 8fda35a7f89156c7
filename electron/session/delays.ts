/** Timers by name: setting one cancels the one before of the same name. */
export class Delays {
  private readonly timers = new Map<string, NodeJS.Timeout>();

  set(name: string, ms: number, action: () => void): void {
    clearTimeout(this.timers.get(name));
    this.timers.set(
      name,
      setTimeout(() => {
        this.timers.delete(name);
        action();
      }, ms),
    );
  }

  isSet(name: string): boolean {
    return this.timers.has(name);
  }

  cancel(name: string): void {
    clearTimeout(this.timers.get(name));
    this.timers.delete(name);
  }

  cancelAll(): void {
    for (const name of [...this.timers.keys()]) this.cancel(name);
  }
}
