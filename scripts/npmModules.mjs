import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprint } from './fingerprint.mjs';
import { root } from './root.mjs';
import { runQuietly } from './run.mjs';

const lockfile = join(root, 'package-lock.json');
const stampFile = join(root, 'node_modules', '.latchkey-lock');

/** npm's own record of what it installed, entry by entry: is it what the lockfile asks for on this platform? */
function matchesLockfile() {
  const record = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages;
  const wanted = Object.entries(JSON.parse(readFileSync(lockfile, 'utf8')).packages);
  return wanted.every(([path, { version, optional }]) => path === '' || optional || installed[path]?.version === version);
}

/**
 * `npm ci` when `node_modules` is not what the lockfile says.
 * @param {(line: string) => void} say
 */
export async function ensureNpmModules(say) {
  const stamp = fingerprint([lockfile]);
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  if (!matchesLockfile()) {
    say('installing the npm packages');
    await runQuietly('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  }
  writeFileSync(stampFile, stamp);
}
