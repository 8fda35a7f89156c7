// `npm run package [-- --release] [electron-builder arguments…]`: the application as people get it, unpacked in `dist/` unless told otherwise.
// With `--release` it packs the Electron that ships, or nothing.
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { whyNoRelease } from './releaseCheck.mjs';
import { cacheFolder, root } from './root.mjs';
import { run } from './run.mjs';
import { setupOrExit } from './setup.mjs';

const isRelease = process.argv.includes('--release');
const args = process.argv.slice(2).filter((arg) => arg !== '--release');
const electron = await setupOrExit();
const why = whyNoRelease(electron.version);
if (isRelease && why !== null) {
  console.error(`${why} Nothing was packed.`);
  process.exit(1);
}
const built = await run(process.execPath, ['scripts/build.mjs']);
if (built !== 0) process.exit(built);

/** electron-builder wants the runtime as it is released: with no application in it. */
function bareRuntime() {
  if (!electron.appInside) return electron.dist;
  const bare = join(cacheFolder, `electron-bare-${process.pid}`);
  cpSync(electron.dist, bare, { recursive: true, filter: (path) => path !== join(electron.dist, 'resources', 'app') });
  mkdirSync(join(bare, 'resources'), { recursive: true });
  return bare;
}

/** @param {string} folder @returns {number} bytes of all files in it */
function sizeOf(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}

/** @param {number} bytes */
const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;

const dist = join(root, 'dist');
if (args.length === 0) rmSync(dist, { recursive: true, force: true });
const runtime = bareRuntime();
try {
  const builder = ['node_modules/electron-builder/cli.js', '--publish', 'never', `-c.electronDist=${runtime}`, `-c.electronVersion=${electron.version}`];
  process.exitCode = await run(process.execPath, [...builder, ...(args.length > 0 ? args : ['--dir'])]);
} finally {
  if (runtime !== electron.dist) rmSync(runtime, { recursive: true, force: true });
}

for (const name of existsSync(dist) ? readdirSync(dist) : []) {
  const path = join(dist, name);
  if (!statSync(path).isDirectory()) continue;
  const asar = join(path, 'resources', 'app.asar');
  const ours = existsSync(asar) ? `, of which the application ${megabytes(statSync(asar).size)}` : '';
  console.log(`dist/${name}: ${megabytes(sizeOf(path))}${ours}`);
}
console.log(`packed with ${electron.words}${why === null ? '' : `\n${why}`}`);
