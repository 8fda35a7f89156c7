import { readFileSync } from 'node:fs';
import { startGuarded, type GuardedProcess } from '../run/guardedProcess.ts';
import { waitUntil } from '../run/waitUntil.ts';
import type { SynapsePaths } from './synapseConfig.ts';
import { synapsePython } from './synapseVenv.ts';

export interface SynapseProcess {
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
  readonly kill: () => Promise<void>;
  /** SIGSTOP: connections are accepted, nothing answers. */
  readonly freeze: () => void;
  readonly thaw: () => void;
  readonly pid: () => number | undefined;
}

/** One Synapse at a time on the same folder and port, as often as wanted. */
export function synapseProcess(paths: SynapsePaths, url: string): SynapseProcess {
  let running: GuardedProcess | undefined;

  const start = async (): Promise<void> => {
    if (running?.isRunning()) return;
    const started = await startGuarded({
      kind: 'synapse',
      command: synapsePython(),
      args: ['-m', 'synapse.app.homeserver', '-c', paths.config],
      env: { PATH: process.env.PATH, PYTHONPATH: import.meta.dirname, PYTHONDONTWRITEBYTECODE: '1' },
      logFile: paths.output,
    });
    running = started;
    await waitUntil('Synapse to answer', () => answers(url, started, paths), { timeoutMs: 60_000, everyMs: 40 });
  };

  const end = async (how: 'stop' | 'kill'): Promise<void> => {
    await running?.[how]();
    running = undefined;
  };

  return {
    start,
    stop: () => end('stop'),
    kill: () => end('kill'),
    freeze: () => running?.signal('SIGSTOP'),
    thaw: () => running?.signal('SIGCONT'),
    pid: () => (running?.isRunning() ? running.pid : undefined),
  };
}

async function answers(url: string, started: GuardedProcess, paths: SynapsePaths): Promise<boolean> {
  if (!started.isRunning()) {
    throw new Error(`Synapse ended at start:\n${readFileSync(paths.output, 'utf8').slice(-2_000)}`);
  }
  try {
    return (await fetch(`${url}/health`)).ok;
  } catch {
    return false;
  }
}
