import { existsSync, readFileSync } from 'node:fs';
import { windowsAtRest } from './windowsAtRest.mjs';

const read = (logFile: string): string => (existsSync(logFile) ? readFileSync(logFile, 'utf8') : '');

export const logSize = (logFile: string): number => read(logFile).length;

/** By the app's log from that place on: no window is on its way to its page. */
export function areWindowsAtRest(logFile: string, from: number): boolean {
  const atRest = windowsAtRest();
  return read(logFile).slice(from).split('\n').map(atRest).at(-1) ?? false;
}

/** How often the page has run, by the app's log from that place on. */
export const pageRuns = (logFile: string, from: number): number => read(logFile).slice(from).split(' mark pageRan ').length - 1;

/** Where in the log the last start of the app begins. */
export const lastStart = (logFile: string): number => Math.max(read(logFile).lastIndexOf(' mark mainRan '), 0);
