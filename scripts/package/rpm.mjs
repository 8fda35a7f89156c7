// The .rpm, where rpmbuild is.
import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../root.mjs';
import { runQuietly } from '../run.mjs';
import { debVersion } from './debControl.mjs';
import { giveDate } from './fixedDate.mjs';
import { readMetainfoTexts } from './metainfo.mjs';
import { rpmSpec } from './rpmSpec.mjs';
import { layOutSystem } from './systemTree.mjs';
import { writeAt } from './writeAt.mjs';

/** @param {import('./packaging.mjs').Packaging} packaging */
export const rpmName = ({ app, architecture }) => `${app.name}-${debVersion(app.version)}-1.${architecture.rpm}.rpm`;

/** @param {import('./archives.mjs').ArchiveParts} parts @returns {Promise<string>} the file */
export async function makeRpm({ unpacked, output, packaging, releases, seconds }) {
  mkdirSync(cacheFolder, { recursive: true });
  const top = mkdtempSync(join(cacheFolder, 'rpm-'));
  try {
    const tree = join(top, 'tree');
    mkdirSync(tree);
    layOutSystem(tree, unpacked, packaging, releases, 'rpm');
    giveDate(tree, seconds);
    const paragraphs = readMetainfoTexts().description.flatMap((part) => (typeof part === 'string' ? [part] : part.list));
    const spec = join(top, 'latchkey.spec');
    writeAt(spec, rpmSpec(packaging, releases, paragraphs));
    const define = (/** @type {string} */ name, /** @type {string} */ value) => ['--define', `${name} ${value}`];
    const settings = [
      ...define('_topdir', top),
      ...define('tree', tree),
      ...define('_buildhost', 'latchkey'),
      ...define('_binary_payload', 'w12.zstdio'),
      ...define('use_source_date_epoch_as_buildtime', '1'),
      ...define('clamp_mtime_to_source_date_epoch', '1'),
    ];
    await runQuietly('rpmbuild', [...settings, '--target', packaging.architecture.rpm, '-bb', spec], {
      env: { ...process.env, SOURCE_DATE_EPOCH: `${seconds}` },
    });
    const name = rpmName(packaging);
    renameSync(join(top, 'RPMS', packaging.architecture.rpm, name), join(output, name));
    return join(output, name);
  } finally {
    rmSync(top, { recursive: true, force: true });
  }
}
