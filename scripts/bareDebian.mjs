// A bare Debian tree, for installing into: what debootstrap makes of the release and the mirror that this machine's own apt uses.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from './root.mjs';
import { isInstalled, runQuietly } from './run.mjs';

/** Kept from run to run; safe to delete. */
export const bareFolder = join(cacheFolder, 'bare-debian');
export const bareTar = join(bareFolder, 'base.tar');
/** Packages that were fetched before. */
export const bareArchives = join(bareFolder, 'archives');

/** Why the suite cannot be run on this system, in words; null: it can. */
export function whyNoBareDebian() {
  if (process.platform !== 'linux' || !isInstalled('apt-get')) return 'installing the package is tested on Debian and its like only';
  if (process.getuid?.() !== 0) return 'installing the package needs root: run `sudo npm run installed`';
  if (spawnSync('unshare', ['--mount', '--pid', '--fork', 'true']).status !== 0)
    return 'this system (a container without privileges?) lets nobody mount anything, which a system to install into needs';
  return null;
}

/** The address of the main archive, as this machine's apt is told. */
function mirror() {
  const { stdout } = spawnSync('apt-get', ['indextargets', '--format', '$(REPO_URI) $(CODENAME) $(COMPONENT)', 'Identifier: Packages'], {
    encoding: 'utf8',
  });
  const targets = [...new Set(stdout.split('\n'))].map((line) => line.split(' '));
  const found = targets.find(
    ([uri = '', codename = '', component]) => component === 'main' && /^https?:/.test(uri) && /^[a-z]+$/.test(codename),
  );
  if (!found) throw new Error('apt names no archive of Debian that could be installed from');
  const [uri = '', codename = ''] = found;
  // Ubuntu keeps half of what a desktop needs in another part of its archive.
  const components = targets.filter((target) => target[0] === uri && target[1] === codename).map((target) => target[2]);
  return { uri, codename, components: components.join() };
}

/** @param {(line: string) => void} say */
export async function ensureBareDebian(say) {
  mkdirSync(join(bareArchives, 'partial'), { recursive: true });
  if (existsSync(bareTar)) return;
  const { uri, codename, components } = mirror();
  const begun = join(bareFolder, 'begun');
  rmSync(begun, { recursive: true, force: true });
  say(`making a bare Debian (${codename})`);
  // What debootstrap mounts in the tree goes with it.
  await runQuietly(
    'unshare',
    ['--mount', '--propagation', 'private', 'debootstrap', '--variant=minbase', `--components=${components}`, codename, begun, uri],
    { seconds: 600 },
  );
  await runQuietly('tar', ['-C', begun, '--exclude=./var/cache/apt/archives/*.deb', '-cf', `${bareTar}.new`, '.']);
  renameSync(`${bareTar}.new`, bareTar);
  rmSync(begun, { recursive: true, force: true });
}
