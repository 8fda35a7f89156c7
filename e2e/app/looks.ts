import { readFileSync } from 'node:fs';
import type { StartOutcome } from '../../core/session/events.ts';
import type { App } from './launchApp.ts';

/** How often the app has looked at what is on this computer and found this, by its own log. */
export function looks({ logFile }: Pick<App, 'logFile'>, found: StartOutcome['is']): number {
  return readFileSync(logFile, 'utf8').split(`(started ${found})`).length - 1;
}
