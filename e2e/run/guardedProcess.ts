import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { recordStarted } from './processLedger.ts';

export interface GuardedProcess {
  readonly pid: number;
  readonly kind: string;
  readonly exited: Promise<number | null>;
  readonly isRunning: () => boolean;
  /** Asks politely with SIGTERM, insists with SIGKILL after the grace. */
  readonly stop: (options?: { graceMs?: number }) => Promise<void>;
  readonly signal: (signal: NodeJS.Signals) => void;
  readonly kill: () => Promise<void>;
}

export interface GuardedOptions {
  readonly kind: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly logFile: string;
  readonly stdin?: string;
}

/** Starts a process that the kernel kills with us, even if we are killed first. */
export async function startGuarded(options: GuardedOptions): Promise<GuardedProcess> {
  const log = openSync(options.logFile, 'a', 0o600);
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', options.command, ...options.args], {
    env: options.env,
    stdio: [options.stdin === undefined ? 'ignore' : 'pipe', log, log],
  });
  closeSync(log);
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', reject);
  });
  child.stdin?.end(options.stdin);
  const pid = child.pid;
  if (pid === undefined) throw new Error(`${options.kind} did not start`);
  recordStarted(pid, options.kind);
  return control(child, pid, options.kind);
}

function control(child: ChildProcess, pid: number, kind: string): GuardedProcess {
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const isRunning = (): boolean => child.exitCode === null && child.signalCode === null;
  const signal = (name: NodeJS.Signals): void => void child.kill(name);
  const kill = async (): Promise<void> => {
    if (isRunning()) signal('SIGKILL');
    await exited;
  };
  const stop = async ({ graceMs = 5_000 } = {}): Promise<void> => {
    if (!isRunning()) return;
    const timer = setTimeout(() => signal('SIGKILL'), graceMs);
    // A stopped process gets SIGTERM only once it goes on.
    signal('SIGCONT');
    signal('SIGTERM');
    await exited;
    clearTimeout(timer);
  };
  return { pid, kind, exited, isRunning, signal, kill, stop };
}
