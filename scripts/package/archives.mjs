// Everything that is made of the unpacked application here, with system tools.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildTargets } from '../buildTargets.mjs';
import { root } from '../root.mjs';
import { isInstalled } from '../run.mjs';
import { asarOf, packagesInAsar } from './asar.mjs';
import { bundledPackages } from './bundled.mjs';
import { makeDeb } from './deb.mjs';
import { fixedDate } from './fixedDate.mjs';
import { readPackaging } from './packaging.mjs';
import { releasesIn } from './releases.mjs';
import { makeRpm } from './rpm.mjs';
import { makeTarball } from './tarball.mjs';

/**
 * @typedef {object} ArchiveParts
 * @property {string} unpacked the application as electron-builder unpacked it
 * @property {string} output where archives go
 * @property {import('./packaging.mjs').Packaging} packaging
 * @property {readonly import('./releases.mjs').Release[]} releases
 * @property {readonly import('./bundled.mjs').Bundled[]} bundled
 * @property {number} seconds the one date of everything
 */

/** @param {string} archive */
export const packagesOf = (archive) =>
  bundledPackages(
    buildTargets.map(({ name }) => name),
    packagesInAsar(archive),
  );

/** @param {string} unpacked @param {string} output @returns {ArchiveParts} */
function partsOf(unpacked, output) {
  const packaging = readPackaging();
  const seconds = fixedDate();
  const releases = releasesIn(readFileSync(join(root, 'CHANGELOG.md'), 'utf8'), packaging.app.version, seconds);
  return { unpacked, output, packaging, releases, bundled: packagesOf(asarOf(unpacked)), seconds };
}

const makers = /** @type {const} */ ([
  { tool: 'dpkg-deb', make: makeDeb },
  { tool: 'tar', make: makeTarball },
  { tool: 'rpmbuild', make: makeRpm },
]);

/**
 * @param {string} unpacked @param {string} output @param {(line: string) => void} say
 * @returns {Promise<string[]>} the files, of the kinds whose tools this system has
 */
export async function makeArchives(unpacked, output, say) {
  const parts = partsOf(unpacked, output);
  const made = [];
  for (const { tool, make } of makers) {
    if (isInstalled(tool)) made.push(await make(parts));
    else say(`${tool} is not installed: what it makes is left out`);
  }
  return made;
}
