import { join } from 'node:path';
import { appCommand } from '../../e2e/app/appCommand.ts';
import { startGuarded, type GuardedProcess } from '../../e2e/run/guardedProcess.ts';
import { newLogFolder } from '../../e2e/run/logsDirectory.ts';

export interface OpenedWindow {
  readonly process: GuardedProcess;
  readonly logFile: string;
}

/** Latchkey as people start it, on a profile and a homeserver of the demo's. */
export async function openWindow(options: {
  readonly profile: string;
  readonly homeserver: string;
  readonly env: Readonly<Record<string, string>>;
}): Promise<OpenedWindow> {
  const { executablePath, args } = await appCommand();
  const logs = newLogFolder('demo');
  const logFile = join(logs, 'latchkey.log');
  const env = {
    ...process.env,
    ...options.env,
    LATCHKEY_PROFILE: options.profile,
    LATCHKEY_HOMESERVER: options.homeserver,
    LATCHKEY_LOG: logFile,
  };
  const window = await startGuarded({ kind: 'electron', command: executablePath, args, env, logFile: join(logs, 'output.log') });
  return { process: window, logFile };
}
