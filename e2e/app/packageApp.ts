import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { runDirectory } from '../run/runDirectory.ts';

const repository = join(import.meta.dirname, '..', '..');

/** The folder of the application as people get it, packed once in a run of the suite's worker. */
export async function packageApp(): Promise<string> {
  const folder = join(runDirectory(), `package-${process.pid}`);
  const unpacked = join(folder, 'linux-unpacked');
  if (!existsSync(unpacked)) await execute(['--dir', `-c.directories.output=${folder}`]);
  return unpacked;
}

/** `npm run package -- --release`; answers what it said where it packed nothing. */
export async function packageRelease(): Promise<{ readonly code: number; readonly said: string }> {
  try {
    return {
      code: 0,
      said: await execute(['--release', '--dir', `-c.directories.output=${join(runDirectory(), `release-${process.pid}`)}`]),
    };
  } catch (cause) {
    const { code, stderr } = cause as { code: number; stderr: string };
    return { code, said: stderr };
  }
}

async function execute(args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, ['scripts/package.mjs', ...args], {
    cwd: repository,
    maxBuffer: 50_000_000,
  });
  return stdout;
}
