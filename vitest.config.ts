import { defineConfig } from 'vitest/config';
import { emojiData } from './scripts/emojiData.mjs';

export default defineConfig({
  plugins: [emojiData],
  test: {
    // It is made as it is built, and what lies beside it in the package is not what the page gets.
    server: { deps: { inline: [/emojibase-data/] } },
    // A test that needs a document says so itself: `// @vitest-environment jsdom`.
    environment: 'node',
    include: ['{core,electron,engine,store,renderer,e2e,scripts,bench,gallery,fuzz}/**/*.test.{ts,tsx}'],
    // The repository is worked on by machines with two cores; more workers only fight.
    maxWorkers: 2,
    // A limit for what hangs, not a bound on what is tested.
    testTimeout: 20_000,
  },
});
