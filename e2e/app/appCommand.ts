import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

export interface AppCommand {
  readonly executablePath: string;
  readonly args: readonly string[];
}

let asked: Promise<AppCommand> | undefined;

/** What starts the built app, as `npm run -s app:command` prints it; asked once. */
export function appCommand(): Promise<AppCommand> {
  asked ??= ask();
  return asked;
}

async function ask(): Promise<AppCommand> {
  const repository = join(import.meta.dirname, '..', '..');
  const { stdout } = await promisify(execFile)('npm', ['run', '-s', 'app:command'], { cwd: repository });
  return JSON.parse(stdout) as AppCommand;
}
