import { spawn } from 'node:child_process';
import { appLinkIn } from '../signIn/browser/appLinks.ts';

/** Waits for its input to end, which it does when whoever holds the other end has ended, and becomes the program. */
const waits = 'read -r _; exec "$@" </dev/null';

/**
 * Starts a program once this process has ended, however it ends. Not by Electron's `relaunch` (ADR 0015): what waits there sets
 * no_new_privs, and all that follows has it. Such a one can start neither the sandbox's helper (without user namespaces it ends at
 * once) nor pkexec, so it could never be updated again.
 */
export function startAfterEnd(program: string, args: readonly string[]): void {
  const child = spawn('/bin/sh', ['-c', waits, 'sh', program, ...args], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  child.on('error', () => undefined);
  child.unref();
}

/** What it was started with, but for what was meant for that one start: a link, and that nobody should see it. */
export function argumentsToKeep(args: readonly string[]): readonly string[] {
  const end = args.findIndex((arg) => arg === '--' || appLinkIn([arg]) !== null);
  return (end === -1 ? args : args.slice(0, end)).filter((arg) => arg !== '--hidden');
}
