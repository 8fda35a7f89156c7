// The .tar.gz: one folder that starts where it is unpacked, with what a package of some other system takes out of it.
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, root } from '../root.mjs';
import { runQuietly } from '../run.mjs';
import { giveDate } from './fixedDate.mjs';
import { writeShare } from './share.mjs';
import { setModes } from './systemTree.mjs';
import { writeAt } from './writeAt.mjs';

/** @param {import('./packaging.mjs').Packaging} packaging */
export const tarballName = (packaging) => `${folderName(packaging)}.tar.gz`;

/** @param {import('./packaging.mjs').Packaging} packaging */
const folderName = ({ app, architecture }) => `${app.name}-${app.version}-${architecture.node}`;

/** @param {import('./packaging.mjs').Packaging} packaging */
const readme = ({ productName, linux, app }) => `${productName}, to be started where it lies:

  ./${linux.executableName}

It needs GTK 3, NSS, ALSA and a keychain (GNOME Keyring, KWallet or KeePassXC); every desktop has the first three.
For your menus, icons and matrix: links, copy share/ to ~/.local/share and put a link to ./${linux.executableName} into your PATH.

If it ends at once with "No usable sandbox!" or a word about the SUID sandbox, your system gives programs no user namespaces.
Do not start it with --no-sandbox: the sandbox is what holds what strangers send you. Make its helper root's instead, once:

  sudo chown root:root chrome-sandbox
  sudo chmod 4755 chrome-sandbox

Ubuntu 24.04 and newer want this too; the .deb does it by itself. ${app.license}.
`;

/** @param {import('./archives.mjs').ArchiveParts} parts @returns {Promise<string>} the file */
export async function makeTarball({ unpacked, output, packaging, releases, seconds }) {
  mkdirSync(cacheFolder, { recursive: true });
  const above = mkdtempSync(join(cacheFolder, 'tarball-'));
  try {
    const folder = join(above, folderName(packaging));
    cpSync(unpacked, folder, { recursive: true, verbatimSymlinks: true });
    writeShare(join(folder, 'share'), packaging, releases);
    writeAt(join(folder, 'README.txt'), readme(packaging));
    // The archive of the application holds it too, where nobody looks.
    copyFileSync(join(root, 'LICENSE'), join(folder, 'LICENSE'));
    setModes(folder);
    giveDate(above, seconds);
    const file = join(output, tarballName(packaging));
    const order = ['--sort=name', `--mtime=@${seconds}`, '--owner=0', '--group=0', '--numeric-owner', '--format=gnu'];
    await runQuietly('tar', [...order, '-I', 'gzip -6n', '-cf', file, '-C', above, folderName(packaging)]);
    return file;
  } finally {
    rmSync(above, { recursive: true, force: true });
  }
}
