// `npm run dead`: files, exports and dependencies that nobody uses.

/** Style sheets bring fonts and other style sheets. @param {string} text */
const importsOf = (text) => [...text.matchAll(/(?:@import|url\()\s*['"]([^'"]+)['"]/g)].map(([, path]) => `import '${path}';`).join('\n');

/** @type {import('knip').KnipConfig} */
export default {
  entry: [
    // The bundles of the application (`scripts/buildTargets.mjs`).
    'electron/{main,preload,enginePreload}.ts',
    'electron/updates/install/main.ts',
    'store/main.ts',
    'engine/main.ts',
    'renderer/main.tsx',
    // What a command starts as a process of its own, or a page as its script.
    'scripts/*.mjs',
    'scripts/{diagram,rows,signFeed}.ts',
    'scripts/lint/deadInApp.mjs',
    'scripts/demo/{,tour/}main.ts',
    'bench/{main,packaged}.ts',
    'gallery/{main,docsPictures}.ts',
    'gallery/emptyApp/main.cjs',
    'fuzz/{inPage,page/main}.ts',
    'renderer/fixtures/main.ts',
    'e2e/soak/main.ts',
    'e2e/authorizationServer/server/main.ts',
    'e2e/app/lateDevTools.mjs',
  ],
  project: ['**/*.{ts,tsx,mjs,cjs,css}'],
  playwright: { config: ['e2e/playwright.config.ts', 'e2e/installed/playwright.config.ts'] },
  compilers: { css: importsOf },
  ignoreDependencies: [
    // They come with matrix-js-sdk, electron-updater, electron-builder and vite, and must be the very ones that those use.
    '@matrix-org/matrix-sdk-crypto-wasm',
    'builder-util-runtime',
    'app-builder-lib',
    'rolldown',
  ],
  // Programs of the system that tests and packaging run.
  exclude: ['binaries'],
};
