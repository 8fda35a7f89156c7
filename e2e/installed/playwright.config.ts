import { join } from 'node:path';
import { defineConfig } from '@playwright/test';

const repository = join(import.meta.dirname, '..', '..');

/** Run by `npm run installed` only: it needs the namespaces that this one makes. */
export default defineConfig({
  testDir: 'specs',
  outputDir: join(repository, 'test-results', 'installed'),
  globalSetup: '../fixtures/globalSetup.ts',
  workers: 1,
  timeout: 900_000,
  expect: { timeout: 30_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: [
    ['list'],
    ['json', { outputFile: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ?? join(repository, '.cache', 'reports', 'installed.json') }],
  ],
});
