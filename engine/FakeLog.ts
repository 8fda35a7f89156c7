import type { Log } from './log.ts';

/** Remembers what was logged. */
export class FakeLog implements Log {
  readonly lines: string[] = [];
  info(text: string): void {
    this.lines.push(text);
  }
  warn(text: string): void {
    this.lines.push(text);
  }
  error(text: string): void {
    this.lines.push(text);
  }
  fault(what: string): string {
    this.lines.push(what);
    return `ref${this.lines.length}`;
  }
}
