import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { checkTotals, galleryTotals, playwrightTotals, vitestTotals } from './testTotals.mjs';

const folder = mkdtempSync(join(tmpdir(), 'latchkey-totals-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function report(content: object): string {
  const file = join(folder, `${Math.random()}.json`);
  writeFileSync(file, JSON.stringify(content));
  return file;
}

const vitest = (passed: number, failed: number, testResults: object[] = []) =>
  report({ numPassedTests: passed, numFailedTests: failed, testResults });
const playwright = (stats: object) => report({ stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0, ...stats } });

test('counts what passed and what failed', () => {
  expect(vitestTotals(vitest(5, 0), 0)).toMatchObject({ passed: 5, failed: 0 });
  expect(vitestTotals(vitest(4, 1), 1)).toMatchObject({ passed: 4, failed: 1 });
  expect(playwrightTotals(playwright({ expected: 7, unexpected: 2 }), 1)).toMatchObject({ passed: 7, failed: 2 });
  expect(checkTotals(0)).toEqual({ passed: 1, failed: 0 });
  expect(checkTotals(2)).toEqual({ passed: 0, failed: 1 });
});

test('no test at all is a failure', () => {
  expect(vitestTotals(vitest(0, 0), 0).failed).toBe(1);
  expect(playwrightTotals(playwright({}), 0).failed).toBe(1);
  expect(playwrightTotals(playwright({ skipped: 3 }), 0).failed).toBe(1);
});

test('a missing report is a failure, whatever the exit code says', () => {
  expect(vitestTotals(join(folder, 'none.json'), 0).failed).toBe(1);
  expect(playwrightTotals(join(folder, 'none.json'), 0).failed).toBe(1);
});

test('the screens of the gallery are counted; none, or no report, is a failure', () => {
  expect(galleryTotals(report({ passed: 9, failed: 2 }), 1)).toEqual({ passed: 9, failed: 2 });
  expect(galleryTotals(report({ passed: 0, failed: 0 }), 0).failed).toBe(1);
  expect(galleryTotals(report({ passed: 9, failed: 0 }), 1).failed).toBe(1);
  expect(galleryTotals(join(folder, 'none.json'), 0).failed).toBe(1);
});

test('a file that cannot be loaded is a failure', () => {
  expect(vitestTotals(vitest(3, 0, [{ status: 'failed', assertionResults: [] }]), 1)).toMatchObject({ passed: 3, failed: 1 });
});

test('a bad exit code is a failure even when every test passed', () => {
  expect(vitestTotals(vitest(3, 0), 1)).toMatchObject({ passed: 3, failed: 1 });
  expect(playwrightTotals(playwright({ expected: 3 }), 1)).toMatchObject({ passed: 3, failed: 1 });
});

test('what passed only when tried again has failed', () => {
  expect(playwrightTotals(playwright({ expected: 3, flaky: 1 }), 0)).toMatchObject({ passed: 3, failed: 1 });
});
