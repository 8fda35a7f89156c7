// `npm run package [-- --release] [electron-builder arguments…]`: the application as people get it, in `dist/`: unpacked, as .deb, .tar.gz
// and .rpm.
// With arguments of electron-builder's, what they say and nothing else.
// With `--release` it packs the Electron that ships, or nothing.
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { megabytes, partsBySize, sizeOf } from './package/sizes.mjs';
import { homepage, whyNoHome, whyNoRelease } from './releaseCheck.mjs';
import { cacheFolder, root } from './root.mjs';
import { run } from './run.mjs';
import { setupOrExit } from './setup.mjs';

const isRelease = process.argv.includes('--release');
const args = process.argv.slice(2).filter((arg) => arg !== '--release');
const electron = await setupOrExit();
const reasons = [whyNoRelease(electron.version), whyNoHome(homepage())].filter((why) => why !== null);
if (isRelease && reasons.length > 0) {
  console.error(`${reasons.join('\n')}\nNothing was packed.`);
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

const dist = join(root, 'dist');
if (args.length === 0) rmSync(dist, { recursive: true, force: true });
const runtime = bareRuntime();
try {
  const builder = [
    'node_modules/electron-builder/cli.js',
    '--publish',
    'never',
    `-c.electronDist=${runtime}`,
    `-c.electronVersion=${electron.version}`,
  ];
  process.exitCode = await run(process.execPath, [...builder, ...(args.length > 0 ? args : ['--dir'])]);
} finally {
  if (runtime !== electron.dist) rmSync(runtime, { recursive: true, force: true });
}

/** @param {string} unpacked */
function saySizes(unpacked) {
  console.log(`dist/${basename(unpacked)}: ${megabytes(sizeOf(unpacked))}, of which`);
  for (const { name, bytes } of partsBySize(unpacked).filter(({ bytes }) => bytes >= 1e5))
    console.log(`  ${megabytes(bytes).padStart(9)}  ${name}`);
}

const unpacked = (existsSync(dist) ? readdirSync(dist) : []).map((name) => join(dist, name)).filter((path) => statSync(path).isDirectory());
unpacked.forEach(saySizes);
// Only electron-builder's authors need it.
rmSync(join(dist, 'builder-debug.yml'), { force: true });
const linux = join(dist, 'linux-unpacked');
if (process.exitCode === 0 && args.length === 0 && process.platform === 'linux') {
  // They need npm packages, which were not there before the set-up.
  const { makeArchives } = await import('./package/archives.mjs');
  for (const file of await makeArchives(linux, dist, console.log)) console.log(`dist/${basename(file)}: ${megabytes(statSync(file).size)}`);
}
console.log([`packed with ${electron.words}`, ...reasons].join('\n'));
