// The application as it lies in a system that a package manager keeps: the same for .deb and .rpm.
import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../root.mjs';
import { appArmorProfile } from './appArmor.mjs';
import { writeShare } from './share.mjs';
import { thirdPartyFile } from './thirdParty.mjs';
import { writeAt, zipped } from './writeAt.mjs';

/** Where the profile waits until the system's AppArmor is known to read it. @param {string} home */
export const profileFile = (home) => `${home}/apparmor-profile`;

/** @param {string} name */
export const homeOf = (name) => `/usr/lib/${name}`;

/**
 * @param {string} tree an empty folder @param {string} unpacked the application
 * @param {import('./packaging.mjs').Packaging} packaging @param {readonly import('./releases.mjs').Release[]} releases
 * @param {'deb' | 'rpm'} kind
 */
export function layOutSystem(tree, unpacked, packaging, releases, kind) {
  const { app, linux } = packaging;
  const home = homeOf(app.name);
  const inside = join(tree, home);
  mkdirSync(inside, { recursive: true });
  cpSync(unpacked, inside, { recursive: true, verbatimSymlinks: true });
  writeAt(join(inside, 'resources', 'package-type'), kind);
  writeAt(join(tree, profileFile(home)), appArmorProfile(`${home}/${linux.executableName}`, app.name));
  // Licences lie where a system looks for them, not twice.
  const doc = join(tree, 'usr', 'share', 'doc', app.name);
  for (const name of ['LICENSE.electron.txt', 'LICENSES.chromium.html', thirdPartyFile]) {
    const text = readFileSync(join(inside, name));
    if (name.endsWith('.html')) writeAt(join(doc, `${name}.gz`), zipped(text));
    else if (kind === 'rpm' || name !== thirdPartyFile) writeAt(join(doc, name), text);
    rmSync(join(inside, name));
  }
  if (kind === 'rpm') writeAt(join(doc, 'LICENSE'), readFileSync(join(root, 'LICENSE')));
  writeShare(join(tree, 'usr', 'share'), packaging, releases);
  mkdirSync(join(tree, 'usr', 'bin'), { recursive: true });
  symlinkSync(`../lib/${app.name}/${linux.executableName}`, join(tree, 'usr', 'bin', linux.executableName));
  setModes(tree);
  // Where a system gives nobody a user namespace, the sandbox is this program's, and it has to be root's.
  chmodSync(join(inside, 'chrome-sandbox'), 0o4755);
}

/** Everybody may read, its owner alone may write, and only what is a program may be run. @param {string} tree */
export function setModes(tree) {
  for (const entry of readdirSync(tree, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isDirectory()) chmodSync(path, 0o755);
    else if (entry.isFile()) chmodSync(path, isProgram(path) ? 0o755 : 0o644);
  }
  chmodSync(tree, 0o755);
}

/** An executable of ELF, not a library. @param {string} path */
const isProgram = (path) =>
  /\/(latchkey|chrome-sandbox|chrome_crashpad_handler)$/.test(path) || /\/DEBIAN\/(postinst|prerm|postrm|preinst)$/.test(path);
