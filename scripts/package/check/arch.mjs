// What makepkg makes of the PKGBUILD and the .tar.gz: Arch's own program makes Arch's own package, as Debian has it, too.
import { execFileSync } from 'node:child_process';
import { chownSync, copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { isInstalled } from '../../run.mjs';
import { faultsIn, parseListing } from './listing.mjs';

/** It refuses root, who gives the work to this one. */
const nobody = 65_534;
const needed = ['makepkg', 'bsdtar', 'fakeroot'];

/**
 * @param {string} recipe the folder with PKGBUILD and .SRCINFO @param {string} tarball what it is made of @param {string} home where the application lies in a system
 * @returns {readonly string[] | null} what is wrong; null: makepkg is not here
 */
export function checkArch(recipe, tarball, home) {
  if (!needed.every(isInstalled)) return null;
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-arch-'));
  try {
    // The source is looked for here before it is asked for at its address.
    for (const file of [join(recipe, 'PKGBUILD'), tarball]) copyFileSync(file, join(folder, basename(file)));
    const isRoot = process.getuid?.() === 0;
    if (isRoot) chownSync(folder, nobody, nobody);
    const makepkg = (/** @type {string[]} */ ...args) => {
      const command = ['makepkg', ...args];
      const [program = '', ...rest] = isRoot
        ? ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups', ...command]
        : command;
      // It asks pacman what is installed, which on a Debian is nothing.
      const env = { PATH: process.env.PATH, HOME: folder, PACMAN: 'true', PKGEXT: '.pkg.tar', SOURCE_DATE_EPOCH: '1', LC_ALL: 'C.UTF-8' };
      return execFileSync(program, rest, { cwd: folder, env, encoding: 'utf8', stdio: 'pipe', timeout: 600_000 });
    };
    const info = makepkg('--printsrcinfo');
    const told = info.trim() === readFileSync(join(recipe, '.SRCINFO'), 'utf8').trim();
    makepkg('--nodeps', '--noconfirm');
    const made = makepkg('--packagelist').trim();
    return [...(told ? [] : ['.SRCINFO is not what makepkg prints of the PKGBUILD']), ...faultsInPackage(made, home)];
  } catch (error) {
    const { message, stderr = '' } = /** @type {Error & { stderr?: string }} */ (error);
    return [`${message}\n${stderr}`.trim()];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string} file @param {string} home @returns {readonly string[]} */
function faultsInPackage(file, home) {
  const text = execFileSync('tar', ['-tvf', file], { encoding: 'utf8', env: { ...process.env, TZ: 'UTC' }, maxBuffer: 50_000_000 });
  const listed = parseListing(text);
  const paths = new Set(listed.map(({ path }) => path));
  const inside = home.replace(/^\//, '');
  const wanted = [`${inside}/latchkey`, `${inside}/resources/no-updates`, 'usr/bin/latchkey', 'usr/share/licenses/latchkey-bin/LICENSE'];
  // Its own books come first.
  const application = listed.filter(({ path }) => !path.startsWith('.'));
  return [
    ...faultsIn(application, { owner: 'root/root', setuid: [`${inside}/chrome-sandbox`] }),
    ...wanted.filter((path) => !paths.has(path)).map((path) => `there is no ${path}`),
  ];
}
