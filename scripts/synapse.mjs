// A real homeserver for tests and the demo: Synapse in a Python environment of its own.
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from './root.mjs';
import { runQuietly } from './run.mjs';

const version = '1.163.2';
// authlib: what Synapse needs to let people sign in through another provider.
const requirements = [`matrix-synapse==${version}`, 'authlib==1.9.9'];
const folder = join(cacheFolder, `synapse-${version}`);
const complete = join(folder, '.complete');

/** The Python that has Synapse; start a homeserver with `-m synapse.app.homeserver`. */
export const synapsePython = join(folder, 'bin', 'python');

/** @param {(line: string) => void} say */
export async function ensureSynapse(say) {
  if (existsSync(complete)) {
    if (readFileSync(complete, 'utf8') === requirements.join('\n')) return;
    // What is missing is added to a finished environment; a Synapse that runs in it does not notice.
    say('adding to the installed Synapse');
    await installRequirements();
    return;
  }
  say(`installing Synapse ${version} (240 MB, a minute)`);
  mkdirSync(cacheFolder, { recursive: true });
  // A Python environment cannot be moved, so an unfinished one is thrown away instead of being built elsewhere.
  if (existsSync(folder)) {
    const old = `${folder}.old-${process.pid}`;
    renameSync(folder, old);
    rmSync(old, { recursive: true });
  }
  await runQuietly('python3', ['-m', 'venv', folder]);
  await installRequirements();
}

async function installRequirements() {
  await runQuietly(synapsePython, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...requirements]);
  writeFileSync(complete, requirements.join('\n'));
}
