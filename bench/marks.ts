import { existsSync, readFileSync } from 'node:fs';

/** A line `… mark NAME MS` in the application's log: MS milliseconds after its process started. */
export interface Mark {
  readonly name: string;
  readonly ms: number;
  /** When the line was written, in milliseconds since the epoch. */
  readonly writtenAt: number;
}

/** The application may not have begun its log yet. */
export function readMarks(logFile: string): readonly Mark[] {
  return existsSync(logFile) ? parseMarks(readFileSync(logFile, 'utf8')) : [];
}

export function parseMarks(log: string): readonly Mark[] {
  return [...log.matchAll(/^(\S+) \w+ mark (\S+) (-?[\d.]+)$/gm)].map(([, time, name, ms]) => ({
    name: name!,
    ms: Number(ms),
    writtenAt: Date.parse(time!),
  }));
}

/** The first mark of this name; `after`: only those later than so many milliseconds after the start. */
export function markNamed(marks: readonly Mark[], name: string, after = -Infinity): number | undefined {
  return marks.find((mark) => mark.name === name && mark.ms > after)?.ms;
}

/** When the application's process started, in milliseconds since the epoch; no line is written before its moment. */
export function startedAt(marks: readonly Mark[]): number {
  return Math.min(...marks.map(({ writtenAt, ms }) => writtenAt - ms));
}
