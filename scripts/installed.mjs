// `npm run installed [playwright arguments…]`: the .deb, the .tar.gz and the .rpm, as people get them, on a bare Debian: installed, started
// by an ordinary user with the sandbox on, upgraded, downgraded, updated, removed. Packs what `dist/` does not hold (`-- --pack`: always).
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBareDebian, whyNoBareDebian } from './bareDebian.mjs';
import { root } from './root.mjs';
import { run } from './run.mjs';
import { say, setupOrExit } from './setup.mjs';
import { ensureTools } from './systemPackages.mjs';

const packs = process.argv.includes('--pack');
const args = process.argv.slice(2).filter((arg) => arg !== '--pack');
const why = whyNoBareDebian();
if (why !== null) {
  console.error(`Nothing was tested: ${why}.`);
  process.exit(2);
}
await setupOrExit({ forTests: true });
await ensureTools(say, {
  debootstrap: 'debootstrap',
  'desktop-file-validate': 'desktop-file-utils',
  appstreamcli: 'appstream',
  lintian: 'lintian',
  'dpkg-shlibdeps': 'dpkg-dev',
  rpmbuild: 'rpm',
});
await ensureBareDebian(say);

// They need npm packages, which were not there before the set-up.
const { readPackaging } = await import('./package/packaging.mjs');
const { debName } = await import('./package/deb.mjs');
const { rpmName } = await import('./package/rpm.mjs');
const { tarballName } = await import('./package/tarball.mjs');
const packaging = readPackaging();
const isPacked = [debName(packaging), tarballName(packaging), rpmName(packaging)].every((name) => existsSync(join(root, 'dist', name)));
if (packs || !isPacked) {
  const code = await run(process.execPath, ['scripts/package.mjs']);
  if (code !== 0) process.exit(code);
}

/** Removes what runs have left that were killed before they could: nothing is mounted in it any more, as mounts end with their run. */
function removeLeftTrees() {
  for (const name of readdirSync(tmpdir())) {
    const pid = /^latchkey-installed-(\d+)-/.exec(name)?.[1];
    if (pid !== undefined && !existsSync(`/proc/${pid}`)) removeTree(join(tmpdir(), name));
  }
}

/** @param {string} tree */
function removeTree(tree) {
  // A tree may hold what is this computer's own, mounted: never where it could be seen from here.
  if (readFileSync('/proc/self/mountinfo', 'utf8').includes(` ${tree}/`)) throw new Error(`something is mounted in ${tree}`);
  rmSync(tree, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}

removeLeftTrees();
const trees = mkdtempSync(join(tmpdir(), `latchkey-installed-${process.pid}-`));
chmodSync(trees, 0o755);
// What the suite keeps for itself lies there too, so that the next run finds it if this one is killed.
const own = join(trees, 'run');
mkdirSync(own, { mode: 0o700 });
const playwright = [
  'scripts/withDisplay.mjs',
  process.execPath,
  'node_modules/@playwright/test/cli.js',
  'test',
  '-c',
  'e2e/installed/playwright.config.ts',
  ...args,
];
// Mounts and processes live in namespaces of their own: however the run ends, none outlives it. The shell is there to reap.
const alone = [
  '--pdeathsig',
  'KILL',
  'unshare',
  '--mount',
  '--pid',
  '--fork',
  '--kill-child=KILL',
  '--mount-proc',
  '--propagation',
  'private',
  'sh',
  '-c',
  '"$@" & wait $!',
  'sh',
];
const child = spawn('setpriv', [...alone, process.execPath, ...playwright], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, LATCHKEY_TREES: trees, LATCHKEY_E2E_RUN: own },
});
// It takes no other signal while it waits; whatever runs in it is killed with it.
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, () => void child.kill('SIGKILL'));
child.on('exit', (code) => {
  removeTree(trees);
  process.exitCode = code ?? 1;
});
