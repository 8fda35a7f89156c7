// The one date of everything that is packed, so that the same tree makes the same bytes whenever and wherever it is packed.
import { execFileSync } from 'node:child_process';
import { lutimesSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../root.mjs';

/**
 * Seconds since 1970: SOURCE_DATE_EPOCH, else the last commit, else (no repository) package.json.
 * https://reproducible-builds.org/specs/source-date-epoch
 */
export function fixedDate() {
  const given = process.env.SOURCE_DATE_EPOCH;
  if (given !== undefined && given !== '') {
    if (!/^\d+$/.test(given)) throw new Error('SOURCE_DATE_EPOCH has to be a number of seconds.');
    return Number(given);
  }
  try {
    return Number(execFileSync('git', ['log', '-1', '--format=%ct'], { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  } catch {
    return Math.floor(statSync(join(root, 'package.json')).mtimeMs / 1000);
  }
}

/** Gives everything in a folder, and the folder, that date. @param {string} folder @param {number} seconds */
export function giveDate(folder, seconds) {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
    lutimesSync(join(entry.parentPath, entry.name), seconds, seconds);
  lutimesSync(folder, seconds, seconds);
}
