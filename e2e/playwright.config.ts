import { join } from 'node:path';
import { defineConfig } from '@playwright/test';

const repository = join(import.meta.dirname, '..');

export default defineConfig({
  testDir: '.',
  outputDir: join(repository, 'test-results'),
  globalSetup: './fixtures/globalSetup.ts',
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: [
    ['list'],
    ['json', { outputFile: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ?? join(repository, '.cache', 'reports', 'e2e.json') }],
  ],
  projects: [
    // A teardown runs after everything, and also when something failed.
    // What is installed has a suite of its own, with specs of its own.
    { name: 'latchkey', testMatch: ['infra/**/*.spec.ts', 'specs/**/*.spec.ts'], testIgnore: 'installed/**', teardown: 'afterwards' },
    { name: 'afterwards', testMatch: 'afterwards/**/*.spec.ts' },
  ],
});
