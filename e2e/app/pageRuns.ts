import { existsSync, readFileSync } from 'node:fs';

const read = (logFile: string): string => (existsSync(logFile) ? readFileSync(logFile, 'utf8') : '');

export const logSize = (logFile: string): number => read(logFile).length;

/** By the app's log from that place on. Who connects to a page during its navigation may hang for good. */
export const pageRuns = (logFile: string, from: number): number => read(logFile).slice(from).split(' mark pageRan ').length - 1;

/** Where in the log the last start of the app begins. */
export const lastStart = (logFile: string): number => Math.max(read(logFile).lastIndexOf(' mark mainRan '), 0);
