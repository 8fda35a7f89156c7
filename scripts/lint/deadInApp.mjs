// The second half of `npm run dead`: what only tests use is dead, too. Tests, their fakes and their fixtures are no users here.

/** @type {import('knip').KnipConfig} */
export default {
  entry: [
    'electron/{main,preload,enginePreload}.ts!',
    'electron/updates/install/main.ts!',
    'store/main.ts!',
    'engine/main.ts!',
    'renderer/main.tsx!',
    // Begun and not connected yet (ARCHITECTURE.md): the history's queries, and what makes of its rows what a timeline shows.
    'core/features/timeline/timelineWindow.ts!',
    'store/history/**/*.ts!',
  ],
  project: [
    '{core,electron,engine,store,renderer}/**/*.{ts,tsx}!',
    '!**/*.test.{ts,tsx}!',
    '!**/*.fixtures.{ts,tsx}!',
    '!**/*.fixtures.sdk.ts!',
    '!**/Fake*.ts!',
    '!**/Fake*.sdk.ts!',
    '!renderer/fixtures/**!',
  ],
  // A part of a file that a test looks at is used by its file.
  ignoreExportsUsedInFile: true,
};
