// What is built, from what, into what: every bundle of the application is one entry here.
import react from '@vitejs/plugin-react';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { emojiData } from './emojiData.mjs';
import { root } from './root.mjs';

/** Native modules and Electron itself are loaded at run time, never bundled; sqlcipher has its own plugin below. */
const runtimeModules = ['electron', 'keytar'];
const builtins = [...builtinModules, ...builtinModules.map((name) => `node:${name}`)];

const sourcemap = process.env.LATCHKEY_SOURCEMAPS === '1';
const shared = {
  configFile: /** @type {const} */ (false),
  envDir: /** @type {const} */ (false),
  mode: 'production',
  logLevel: /** @type {const} */ ('warn'),
  define: { 'process.env.NODE_ENV': '"production"' },
};

/** A script with one character above U+00FF lies in memory with two bytes for each of its characters. */
const charset = 'ascii';

const sqlcipher = '@signalapp/sqlcipher';

/**
 * Its CommonJS build, taken by an ES module, hides the class behind a second `default`; unit tests load its ESM build
 * and would never notice.
 * @type {import('vite').Plugin}
 */
const sqlcipherDefault = {
  name: 'sqlcipher-default',
  enforce: 'pre',
  resolveId: (id, importer) => {
    if (id !== sqlcipher) return undefined;
    return importer === `\0${sqlcipher}` ? { id, external: true } : `\0${sqlcipher}`;
  },
  load: (id) =>
    id === `\0${sqlcipher}`
      ? `import * as all from '${sqlcipher}'; export const { Database, setLogger } = all; export default all.Database;`
      : undefined,
};

/**
 * One CommonJS file: what Electron's main process, its utility processes and sandboxed preloads can load.
 * @param {string} entry @param {string} fileName @param {string} target
 * @returns {import('vite').InlineConfig}
 */
function singleFile(entry, fileName, target) {
  return {
    ...shared,
    root,
    publicDir: false,
    plugins: [sqlcipherDefault],
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: join(root, entry),
      target,
      minify: 'oxc',
      sourcemap,
      emptyOutDir: true,
      rolldownOptions: {
        external: [...runtimeModules, ...builtins],
        output: { charset, format: 'cjs', entryFileNames: fileName, codeSplitting: false, exports: 'auto' },
      },
    },
  };
}

/**
 * The engine's features load their half of the SDK late, each for itself, but all of them at once: what paints, the crypto
 * module, which compiles while the rest loads, and the SDK are a file each instead of one for every feature.
 * @type {import('rolldown').CodeSplittingGroup[]}
 */
const engineScripts = [
  { name: 'index', tags: ['$initial'] },
  { name: 'wasm', test: /[\\/]wasm\.sdk\.ts$/ },
  { name: 'sdk', test: /\.sdk\.ts$/ },
];

/**
 * What would be fetched at each start of an engine beside those is said, instead of being found by measuring.
 * @type {import('vite').Plugin}
 */
const noMoreEngineScripts = {
  name: 'no-more-engine-scripts',
  generateBundle(_options, bundle) {
    const known = ['rolldown-runtime', ...engineScripts.map(({ name }) => name)];
    const more = Object.values(bundle).flatMap((file) => (file.type === 'chunk' && !known.includes(file.name) ? file.name : []));
    if (more.length > 0) this.error(`The engine has scripts that belong to no group of scripts/buildTargets.mjs: ${more.join(', ')}.`);
  },
};

/**
 * A page with its chunks and assets, all named by their content.
 * @param {string} folder
 * @param {import('vite').PluginOption[]} plugins
 * @param {import('rolldown').OutputOptions['codeSplitting']} codeSplitting
 * @returns {import('vite').InlineConfig}
 */
function page(folder, plugins, codeSplitting = true) {
  return {
    ...shared,
    root: join(root, folder),
    // Relative, because the same files must not care under which host of `app:` they are served.
    base: './',
    plugins,
    worker: { format: 'es', rolldownOptions: { output: { charset } } },
    build: {
      target: 'chrome130',
      minify: 'oxc',
      sourcemap,
      emptyOutDir: true,
      // `data:` URLs are not in the pages' content security policy.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      chunkSizeWarningLimit: 8_000,
      rolldownOptions: { input: join(root, folder, 'index.html'), output: { charset, codeSplitting } },
    },
  };
}

/**
 * @typedef {object} BuildTarget
 * @property {string} name what to call it on the command line
 * @property {string} entry the file that must exist
 * @property {string} output file or folder in `out/`
 * @property {string[]} inputs folders whose files decide whether it is built again
 * @property {import('vite').InlineConfig} config
 */

/** @type {BuildTarget[]} */
export const buildTargets = [
  {
    name: 'main',
    entry: 'electron/main.ts',
    output: 'main.cjs',
    inputs: ['electron', 'core'],
    config: singleFile('electron/main.ts', 'main.cjs', 'node20'),
  },
  // Loaded when updates are looked for, so that a start pays nothing for it.
  {
    name: 'updater',
    entry: 'electron/updates/install/main.ts',
    output: 'updater.cjs',
    inputs: ['electron', 'core'],
    config: singleFile('electron/updates/install/main.ts', 'updater.cjs', 'node20'),
  },
  {
    name: 'preload',
    entry: 'electron/preload.ts',
    output: 'preload.cjs',
    inputs: ['electron', 'core'],
    config: singleFile('electron/preload.ts', 'preload.cjs', 'chrome130'),
  },
  {
    name: 'enginePreload',
    entry: 'electron/enginePreload.ts',
    output: 'enginePreload.cjs',
    inputs: ['electron', 'core'],
    config: singleFile('electron/enginePreload.ts', 'enginePreload.cjs', 'chrome130'),
  },
  {
    name: 'store',
    entry: 'store/main.ts',
    output: 'store.cjs',
    inputs: ['store', 'core'],
    config: singleFile('store/main.ts', 'store.cjs', 'node20'),
  },
  {
    name: 'page',
    entry: 'renderer/index.html',
    output: 'page',
    inputs: ['renderer', 'core'],
    config: page('renderer', [react(), emojiData]),
  },
  {
    name: 'engine',
    entry: 'engine/index.html',
    output: 'engine',
    inputs: ['engine', 'core'],
    config: page('engine', [noMoreEngineScripts], { groups: engineScripts }),
  },
];
