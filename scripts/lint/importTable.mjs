// Who may import what. ARCHITECTURE.md shows this table to people; the lint rule beside it enforces it.

/**
 * @typedef {object} Guarded
 * @property {string} what for the message
 * @property {RegExp} modules specifiers of packages, as written
 * @property {RegExp[]} allowed files, from the repository's root, that may import them
 */

const tests = /\.test\.tsx?$/;
const tools = /^(e2e|bench|scripts|gallery|fuzz)\//;

// A channel between two devices is tested against the SDK's end of it.
const otherEnd = /^electron\/signIn\/qr\/([^/]+\.test|qr\.fixtures)\.ts$/;

/** Packages with few rightful importers. @type {Guarded[]} */
export const guardedModules = [
  {
    what: 'matrix-js-sdk belongs to the engine’s *.sdk.ts',
    modules: /^(matrix-js-sdk|@matrix-org)($|\/)/,
    allowed: [/^engine\/.+\.(sdk|test)\.ts$/, otherEnd, /^e2e\//, /^scripts\/demo\//, /^bench\//, /^fuzz\//],
  },
  { what: 'keytar belongs to electron/vault', modules: /^keytar$/, allowed: [/^electron\/vault\//] },
  { what: 'the encrypted database belongs to store', modules: /^@signalapp\//, allowed: [/^store\//, /^e2e\/installed\//] },
  {
    what: 'only the page draws',
    modules: /^(react|react-dom|zustand|virtua|lucide-react|@base-ui\/react)($|\/)/,
    allowed: [/^renderer\//, /^fuzz\//],
  },
  { what: 'pages are sandboxed: no Electron', modules: /^electron($|\/)/, allowed: [/^electron\//, /^store\//, tools] },
  { what: 'pages are sandboxed and core runs anywhere: no Node', modules: /^node:/, allowed: [/^electron\//, /^store\//, tools, tests] },
];

/** Names of Electron that exactly one file may touch. @type {Record<string, string>} */
export const guardedElectronNames = {
  ipcMain: 'electron/host/ipc.ts',
  ipcRenderer: 'electron/preloadLink.ts',
  shell: 'electron/window/openOutside.ts',
};

/** core/ imports itself; a feature's calls, and what they are declared with, may describe their data with zod. Contracts only compose. @param {string} file @param {string} specifier */
export function coreMayImport(file, specifier) {
  if (tests.test(file) || (file.endsWith('.fixtures.ts') && specifier === 'fast-check')) return true;
  return /^core\/(declare\/|features\/[^/]+\/(calls|(host|main|store)Calls)\.ts$)/.test(file) && ['zod', 'zod/mini'].includes(specifier);
}

/** Folders of the repository that a folder may reach into, besides itself. @type {Record<string, string[]>} */
export const reachable = {
  core: [],
  electron: ['core'],
  engine: ['core'],
  store: ['core'],
  renderer: ['core'],
  e2e: ['core', 'scripts'],
  scripts: ['core', 'e2e'],
  bench: ['core', 'e2e', 'scripts'],
  // Its fixtures are the page's.
  gallery: ['core', 'scripts', 'renderer'],
  // Sends one event through all of them.
  fuzz: ['core', 'engine', 'store', 'renderer', 'scripts', 'gallery'],
};

/**
 * What only wires knows: everything that all accounts of main share, and everything that one has for itself. Whatever does work is handed
 * what it needs of it.
 * @type {Record<string, string[]>}
 */
export const wiredBy = {
  'electron/accounts/shared.ts': [
    'electron/application.ts',
    'electron/accounts/openAccounts.ts',
    'electron/accounts/wireAccount.ts',
    'electron/accounts/own.ts',
  ],
  'electron/accounts/own.ts': ['electron/accounts/wireAccount.ts'],
};

/**
 * Circles in which the folders of a process import each other are refused up to this many folders: two that import each other both ways, or
 * any circle at all.
 * @type {Record<string, number>}
 */
export const longestCircle = { core: Infinity, electron: Infinity, engine: Infinity, store: Infinity, renderer: 2 };

/**
 * Inside the page: a few kernel folders that know no feature, then features. A feature imports the kernel and another feature's face,
 * the file that is named as its folder (`rooms/rooms.ts`, `timeline/Timeline.tsx`), never its inside. Only files at the root choose freely.
 * Each kernel part, and what it may reach besides itself.
 * @type {Record<string, string[]>}
 */
export const pageKernel = {
  bridge: [],
  words: [],
  styles: [],
  // The design system: props only. It knows no store and no bridge.
  ui: ['words', 'styles'],
  'layout.ts': ['bridge'],
  'settings.ts': ['bridge'],
};

/**
 * The same inside the engine: what stands here is its kernel, every other folder a feature, and files at the root that do not stand here
 * wire.
 * @type {Record<string, string[]>}
 */
export const engineKernel = {
  'log.ts': [],
  'marks.ts': [],
  'boot.ts': [],
  'toError.ts': ['log.ts'],
  gate: [],
  feeds: [],
  'late.ts': ['gate'],
  'kernel.ts': ['boot.ts', 'gate', 'late.ts', 'log.ts', 'marks.ts'],
  sdk: ['gate', 'kernel.ts', 'log.ts'],
  'feature.ts': ['sdk'],
};
