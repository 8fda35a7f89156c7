// `npm run package:check [-- --twice]`: looks into what `npm run package` has made, with the linters of those who will get it.
// With `--twice` it packs everything once more, in a place of its own, and compares the bytes.
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './root.mjs';
import { runQuietly } from './run.mjs';
import { setupOrExit } from './setup.mjs';
import { ensureTools } from './systemPackages.mjs';

const dist = join(root, 'dist');
await setupOrExit();
await ensureTools(console.log, {
  'desktop-file-validate': 'desktop-file-utils',
  appstreamcli: 'appstream',
  lintian: 'lintian',
  'dpkg-shlibdeps': 'dpkg-dev',
  'flatpak-builder': 'flatpak-builder',
  rpmlint: 'rpmlint',
  makepkg: 'makepkg',
  bsdtar: 'libarchive-tools',
});
// They need npm packages, which were not there before the set-up.
const { readPackaging } = await import('./package/packaging.mjs');
const { debName } = await import('./package/deb.mjs');
const { rpmName } = await import('./package/rpm.mjs');
const { tarballName } = await import('./package/tarball.mjs');
const { checkAppArmor } = await import('./package/check/appArmor.mjs');
const { checkArch } = await import('./package/check/arch.mjs');
const { checkContents } = await import('./package/check/contents.mjs');
const { checkDependencies } = await import('./package/check/dependencies.mjs');
const { checkFlatpak } = await import('./package/check/flatpak.mjs');
const { faultsIn, listDeb, listTarball } = await import('./package/check/listing.mjs');
const { checkRpm } = await import('./package/check/rpm.mjs');
const { differences } = await import('./package/check/twice.mjs');
const { checkWorkflows } = await import('./package/check/workflows.mjs');
const { homeOf, profileFile } = await import('./package/systemTree.mjs');

const packaging = readPackaging();
const home = homeOf(packaging.app.name);
const unpacked = join(dist, 'linux-unpacked');
const deb = join(dist, debName(packaging));
const tarball = join(dist, tarballName(packaging));
const missing = [unpacked, deb, tarball].filter((path) => !existsSync(path));
if (missing.length > 0) {
  console.error(`There is no ${missing.join(', ')}: run npm run package first.`);
  process.exit(2);
}

/** A linter speaks by its exit code. @param {string} program @param {string[]} args @returns {Promise<string[]>} what is wrong */
async function lint(program, args) {
  try {
    await runQuietly(program, args);
    return [];
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

const tree = mkdtempSync(join(tmpdir(), 'latchkey-check-'));
let faults = 0;
/** @param {string} what @param {readonly string[] | null} wrong null: nothing here can tell */
function report(what, wrong) {
  if (wrong === null) return console.log(`?     ${what}: not looked at, as this system has nothing that could`);
  faults += wrong.length;
  console.log(`${wrong.length === 0 ? 'good ' : 'WRONG'} ${what}${wrong.map((line) => `\n      ${line}`).join('')}`);
}
try {
  await runQuietly('dpkg-deb', ['--extract', deb, tree]);
  const share = join(tree, 'usr', 'share');
  report('desktop entry', await lint('desktop-file-validate', [join(share, 'applications', packaging.app.desktopName)]));
  report('AppStream', await lint('appstreamcli', ['validate', '--no-net', join(share, 'metainfo', `${packaging.id}.metainfo.xml`)]));
  report('lintian', await lint('lintian', ['--fail-on', 'error,warning', '--tag-display-limit', '0', deb]));
  // Packed only where rpmbuild is.
  const rpm = join(dist, rpmName(packaging));
  if (existsSync(rpm)) report('rpmlint', checkRpm(rpm));
  report('AppArmor', checkAppArmor(join(tree, profileFile(home))));
  report('workflows', checkWorkflows());
  report('Flatpak manifest', checkFlatpak(join(root, 'packaging', 'flatpak', `${packaging.appId}.yml`)));
  report('PKGBUILD, and the package that makepkg makes of it', checkArch(join(root, 'packaging', 'aur', 'latchkey-bin'), tarball, home));
  report('libraries asked for', checkDependencies(unpacked, packaging.deb.depends));
  report('nothing but the application', checkContents(unpacked));
  const sandbox = `./usr/lib/${packaging.app.name}/chrome-sandbox`;
  report('owners and modes, .deb', faultsIn(listDeb(deb), { owner: 'root/root', setuid: [sandbox] }));
  report('owners and modes, .tar.gz', faultsIn(listTarball(tarball), { owner: '0/0', setuid: [] }));
  if (process.argv.includes('--twice'))
    report(
      'the same bytes twice',
      await differences(
        dist,
        readdirSync(dist).filter((name) => /\.(deb|gz|rpm)$/.test(name)),
      ),
    );
} finally {
  rmSync(tree, { recursive: true, force: true });
}
process.exitCode = faults === 0 ? 0 : 1;
