import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import type { Keyring } from '../keyring/startKeyring.ts';
import { recordStarted } from '../run/processLedger.ts';
import { attachToWindow, portFileOf } from './attachToWindow.ts';
import { logSize } from './pageRuns.ts';
import { treeOf, waitUntilGone } from './processTree.ts';

export interface PackagedApp {
  readonly pid: number;
  readonly page: Page;
  /** As the end of a desktop session asks for it; resolves once no process of it is left. */
  readonly close: () => Promise<void>;
}

export interface PackagedOptions {
  readonly executable: string;
  readonly profile: string;
  readonly homeserver: string;
  readonly outputFile: string;
  readonly keyring: Pick<Keyring, 'env'>;
}

/** Starts the application as people get it; its inspector is fused off, so it is driven over Chromium's debugging port. */
export async function startPackagedApp({ executable, profile, homeserver, outputFile, keyring }: PackagedOptions): Promise<PackagedApp> {
  rmSync(portFileOf(profile), { force: true });
  const { PATH = '', DISPLAY = '' } = process.env;
  const logFile = join(dirname(outputFile), 'latchkey.log');
  const from = logSize(logFile);
  const output = openSync(outputFile, 'a', 0o600);
  const child = spawn(executable, ['--remote-debugging-port=0', '--no-sandbox'], {
    env: { PATH, DISPLAY, ...keyring.env, LATCHKEY_PROFILE: profile, LATCHKEY_HOMESERVER: homeserver, LATCHKEY_LOG: logFile },
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  const pid = child.pid;
  if (pid === undefined) throw new Error('the packaged app did not start');
  recordStarted(pid, 'electron');
  const { browser, page } = await attachToWindow({ profile, logFile, from });
  return { pid, page, close: () => close(browser, child, pid, profile) };
}

async function close(browser: Browser, child: ChildProcess, pid: number, profile: string): Promise<void> {
  const before = treeOf(pid, profile);
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const timer = setTimeout(() => child.kill('SIGKILL'), 15_000);
  child.kill('SIGTERM');
  await gone;
  clearTimeout(timer);
  await browser.close();
  if (child.signalCode === 'SIGKILL') throw new Error('the packaged app did not quit within 15 s');
  await waitUntilGone(pid, profile, before);
}
