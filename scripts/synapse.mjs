// A real homeserver for tests and the demo: Synapse in a Python environment of its own.
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from './root.mjs';
import { runQuietly } from './run.mjs';

const version = '1.163.2';
const folder = join(cacheFolder, `synapse-${version}`);
const complete = join(folder, '.complete');

/** The Python that has Synapse; start a homeserver with `-m synapse.app.homeserver`. */
export const synapsePython = join(folder, 'bin', 'python');

/** @param {(line: string) => void} say */
export async function ensureSynapse(say) {
  if (existsSync(complete)) return;
  say(`installing Synapse ${version} (240 MB, a minute)`);
  mkdirSync(cacheFolder, { recursive: true });
  // A Python environment cannot be moved, so an unfinished one is thrown away instead of being built elsewhere.
  if (existsSync(folder)) {
    const old = `${folder}.old-${process.pid}`;
    renameSync(folder, old);
    rmSync(old, { recursive: true });
  }
  await runQuietly('python3', ['-m', 'venv', folder]);
  await runQuietly(synapsePython, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', `matrix-synapse==${version}`]);
  writeFileSync(complete, version);
}
