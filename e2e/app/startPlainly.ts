import { spawn } from 'node:child_process';
import { recordStarted } from '../run/processLedger.ts';
import type { Keyring } from '../keyring/startKeyring.ts';
import { appCommand } from './appCommand.ts';
import type { App } from './launchApp.ts';

export interface PlainApp {
  readonly pid: number;
  /** `0` for an end of its own will. */
  readonly exited: Promise<number | NodeJS.Signals | null>;
  readonly isRunning: () => boolean;
  readonly quit: () => Promise<void>;
}

/**
 * Starts the app on the profile of another one, as a click on its icon does: without anything of Playwright's.
 * With an address of the app's own scheme, as the system does when a browser hands one over.
 */
export async function startPlainly(app: App, keyring: Pick<Keyring, 'env'>, address?: string): Promise<PlainApp> {
  const { executablePath, args } = await appCommand();
  const { PATH = '', DISPLAY = '' } = process.env;
  const env = { PATH, DISPLAY, ...keyring.env, LATCHKEY_PROFILE: app.profile, LATCHKEY_LOG: app.logFile };
  const child = spawn(executablePath, address === undefined ? args : [...args, address], { env, stdio: 'ignore' });
  const exited = new Promise<number | NodeJS.Signals | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(signal ?? code));
  });
  const { pid } = child;
  if (pid === undefined) throw new Error('the app did not start');
  recordStarted(pid, 'electron');
  return {
    pid,
    exited,
    isRunning: () => child.exitCode === null && child.signalCode === null,
    quit: async () => {
      child.kill('SIGTERM');
      await exited;
    },
  };
}
