/** Tasks of more than 50 ms, as Chromium sees them. */
export class LongTasks {
  private readonly entries: PerformanceEntry[] = [];
  private readonly observer = new PerformanceObserver((list) => void this.entries.push(...list.getEntries()));

  constructor() {
    this.observer.observe({ type: 'longtask' });
  }

  /** The longest that began in this span, in milliseconds; 0: none. */
  longestIn(from: number, to: number): number {
    this.entries.push(...this.observer.takeRecords());
    const durations = this.entries.filter(({ startTime }) => startTime >= from && startTime <= to).map(({ duration }) => duration);
    return Math.max(0, ...durations);
  }
}
