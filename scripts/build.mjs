// `npm run build [target…]`: builds what changed since the last build into `out/`.
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { buildTargets } from './buildTargets.mjs';
import { fingerprint } from './fingerprint.mjs';
import { bundledFile, packageFolderOf } from './package/bundled.mjs';
import { cacheFolder, outFolder, root } from './root.mjs';

const stampFolder = join(cacheFolder, 'build');
const toolFiles = ['package-lock.json', 'scripts/buildTargets.mjs', 'tsconfig.base.json'].map((file) => join(root, file));

/** @param {import('./buildTargets.mjs').BuildTarget} target */
function stampOf(target) {
  const inputs = target.inputs.map((folder) => join(root, folder));
  return fingerprint([...toolFiles, ...inputs], [process.env.LATCHKEY_SOURCEMAPS ?? '']);
}

/**
 * Notes whose code a bundle takes: each package's licence is passed on with the application.
 * @param {Set<string>} packages @returns {import('vite').Plugin}
 */
function notesPackages(packages) {
  return {
    name: 'notes-packages',
    generateBundle(_options, bundle) {
      // Fonts come by the style sheets, and are files of the bundle only.
      const assets = Object.values(bundle).flatMap((file) => (file.type === 'asset' ? file.originalFileNames : []));
      for (const id of [...this.getModuleIds(), ...assets]) {
        const folder = packageFolderOf(`/${id}`);
        if (folder !== null) packages.add(folder);
      }
    },
  };
}

/**
 * Builds beside `out/` and moves the result in, so that a running build never leaves half a bundle in `out/`.
 * @param {import('./buildTargets.mjs').BuildTarget} target
 */
async function buildOne(target) {
  const began = Date.now();
  if (!existsSync(join(root, target.entry))) throw new Error(`${target.entry} does not exist`);
  const stampFile = join(stampFolder, `${target.name}.stamp`);
  const output = join(outFolder, target.output);
  const stamp = stampOf(target);
  const isThere = [output, stampFile, bundledFile(target.name)].every((file) => existsSync(file));
  if (isThere && readFileSync(stampFile, 'utf8') === stamp) return 'unchanged';

  const working = join(stampFolder, `${target.name}.${process.pid}`);
  /** @type {Set<string>} */
  const packages = new Set();
  try {
    await build({
      ...target.config,
      plugins: [...(target.config.plugins ?? []), notesPackages(packages)],
      // A thread of a page is a bundle of its own.
      worker: { ...target.config.worker, plugins: () => [notesPackages(packages)] },
      build: { ...target.config.build, outDir: working },
    });
    moveInto(working, target.output);
  } finally {
    rmSync(working, { recursive: true, force: true });
  }
  writeFileSync(bundledFile(target.name), JSON.stringify([...packages].sort(), null, 2));
  writeFileSync(stampFile, stamp);
  return `${Date.now() - began} ms`;
}

/** @param {string} working @param {string} output */
function moveInto(working, output) {
  const isFile = output.endsWith('.cjs');
  const goal = join(outFolder, output);
  for (const suffix of isFile ? ['', '.map'] : ['']) rmSync(goal + suffix, { recursive: true, force: true });
  renameSync(isFile ? join(working, output) : working, goal);
  const map = join(working, `${output}.map`);
  if (isFile && existsSync(map)) renameSync(map, `${goal}.map`);
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !buildTargets.some((target) => target.name === name));
if (unknown.length > 0) {
  console.error(`No such target: ${unknown.join(', ')}. There are: ${buildTargets.map((target) => target.name).join(', ')}.`);
  process.exit(2);
}
mkdirSync(stampFolder, { recursive: true });
mkdirSync(outFolder, { recursive: true });
process.env.NODE_ENV = 'production';

const chosen = buildTargets.filter((target) => wanted.length === 0 || wanted.includes(target.name));
const results = await Promise.allSettled(chosen.map(buildOne));
results.forEach((result, index) => {
  const { name, output } = /** @type {import('./buildTargets.mjs').BuildTarget} */ (chosen[index]);
  if (result.status === 'fulfilled') {
    const goal = join(outFolder, output);
    const size = statSync(goal).isFile() ? ` ${Math.round(statSync(goal).size / 1024)} kB` : '';
    console.log(`built ${name.padEnd(14)} out/${output}${size} (${result.value})`);
  } else {
    process.exitCode = 1;
    console.error(`FAILED ${name}: ${result.reason instanceof Error ? result.reason.message : result.reason}`);
  }
});
