import { mkdirSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { runDirectory } from './runDirectory.ts';

/** Everything that any program of the run logged; kept until the run's end, when it is searched for secrets. */
export function logsDirectory(): string {
  const path = join(runDirectory(), 'logs');
  mkdirSync(path, { recursive: true, mode: 0o700 });
  return path;
}

export const newLogFolder = (kind: string): string => mkdtempSync(join(logsDirectory(), `${kind}-`));
