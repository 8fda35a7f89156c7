// The .deb, put together by dpkg's own tools.
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { cacheFolder, root } from '../root.mjs';
import { runQuietly } from '../run.mjs';
import { appArmorInstall, appArmorRemove } from './appArmor.mjs';
import { debianCopyright } from './copyright.mjs';
import { debChangelog, debControl, debVersion } from './debControl.mjs';
import { giveDate } from './fixedDate.mjs';
import { readMetainfoTexts } from './metainfo.mjs';
import { homeOf, layOutSystem, profileFile, setModes } from './systemTree.mjs';
import { writeAt, zipped } from './writeAt.mjs';

/** @param {import('./packaging.mjs').Packaging} packaging */
export const debName = ({ app, architecture }) => `${app.name}_${debVersion(app.version)}_${architecture.deb}.deb`;

/** Lintian's findings that are meant. */
const overrides = {
  'embedded-library': 'Chromium brings its own libraries, and is mended as a whole',
  'elevated-privileges': 'the sandbox of a system without user namespaces',
  'unstripped-binary-or-object': "Electron's files are packed byte for byte, so that they can be compared with its checksums",
};

/**
 * @param {import('./archives.mjs').ArchiveParts} parts
 * @returns {Promise<string>} the file
 */
export async function makeDeb({ unpacked, output, packaging, releases, bundled, seconds }) {
  const { app } = packaging;
  mkdirSync(cacheFolder, { recursive: true });
  const tree = mkdtempSync(join(cacheFolder, 'deb-'));
  try {
    layOutSystem(tree, unpacked, packaging, releases, 'deb');
    const doc = join(tree, 'usr', 'share', 'doc', app.name);
    writeAt(join(doc, 'copyright'), debianCopyright(packaging, readFileSync(join(root, 'LICENSE'), 'utf8'), bundled));
    writeAt(join(doc, 'changelog.gz'), zipped(debChangelog(packaging, releases)));
    writeAt(join(tree, 'usr', 'share', 'lintian', 'overrides', app.name), overrideText(app.name));
    writeControl(tree, packaging);
    const file = join(output, debName(packaging));
    giveDate(tree, seconds);
    await runQuietly('dpkg-deb', ['--root-owner-group', '-Zxz', '--build', tree, file], {
      env: { ...process.env, SOURCE_DATE_EPOCH: `${seconds}` },
    });
    return file;
  } finally {
    rmSync(tree, { recursive: true, force: true });
  }
}

/** @param {string} name */
const overrideText = (name) =>
  Object.entries(overrides)
    .map(([tag, why]) => `# ${why}.\n${name}: ${tag} *\n`)
    .join('');

/** Installing needs nothing but the AppArmor profile: dpkg's triggers see the desktop entry and the icons. @param {string} tree @param {import('./packaging.mjs').Packaging} packaging */
function writeControl(tree, packaging) {
  const { app } = packaging;
  const control = join(tree, 'DEBIAN');
  const files = filesOf(tree);
  // Policy's rule: each file in whole kibibytes, each folder and link one.
  const kilobytes = readdirSync(tree, { recursive: true, withFileTypes: true }).reduce(
    (sum, entry) => sum + (entry.isFile() ? Math.ceil(statSync(join(entry.parentPath, entry.name)).size / 1024) : 1),
    0,
  );
  const paragraphs = readMetainfoTexts().description.flatMap((part) => (typeof part === 'string' ? [part] : part.list));
  const script = (/** @type {string} */ when, /** @type {string} */ body) =>
    `#!/bin/sh\nset -e\nif [ "$1" = ${when} ]; then\n${body.replace(/^(?=.)/gm, '  ')}fi\n`;
  writeAt(join(control, 'control'), debControl(packaging, { installedKilobytes: kilobytes, paragraphs }));
  writeAt(join(control, 'md5sums'), files.map((file) => `${md5(file)}  ${relative(tree, file)}\n`).join(''));
  writeAt(join(control, 'postinst'), script('configure', appArmorInstall(profileFile(homeOf(app.name)), app.name)));
  writeAt(join(control, 'postrm'), script('remove', appArmorRemove(app.name)));
  setModes(control);
}

/** @param {string} tree */
const filesOf = (tree) =>
  readdirSync(tree, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();

/** @param {string} file */
const md5 = (file) => createHash('md5').update(readFileSync(file)).digest('hex');
