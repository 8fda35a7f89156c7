// Reads what the test runners wrote about their run.
import { existsSync, readFileSync } from 'node:fs';

/** @typedef {{passed: number, failed: number, note?: string}} Totals */

/** A suite that ran nothing, or failed without naming a test, is one failure. @param {Totals} totals @param {number} exitCode @returns {Totals} */
function judged(totals, exitCode) {
  if (totals.failed > 0) return totals;
  if (totals.passed === 0) return { ...totals, failed: 1, note: 'no test ran' };
  return exitCode === 0 ? totals : { ...totals, failed: 1, note: `all tests passed, yet it ended with ${exitCode}` };
}

/** @param {string} file @returns {any} */
const readReport = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined);

/** @param {string} file vitest's JSON report @param {number} exitCode @returns {Totals} */
export function vitestTotals(file, exitCode) {
  const report = readReport(file);
  if (!report) return { passed: 0, failed: 1, note: 'vitest wrote no report' };
  // A file that cannot even be loaded has no tests to count.
  const unloaded = report.testResults.filter(
    (/** @type {any} */ each) =>
      each.status === 'failed' && each.assertionResults.every((/** @type {any} */ one) => one.status !== 'failed'),
  );
  return judged({ passed: report.numPassedTests, failed: report.numFailedTests + unloaded.length }, exitCode);
}

/** @param {string} file Playwright's JSON report @param {number} exitCode @returns {Totals} */
export function playwrightTotals(file, exitCode) {
  const report = readReport(file);
  if (!report) return { passed: 0, failed: 1, note: 'Playwright wrote no report' };
  const { expected, unexpected, flaky, skipped } = report.stats;
  // Nothing is tried twice here; a run that did so all the same hides a failure.
  const totals = judged({ passed: expected, failed: unexpected + flaky }, exitCode);
  const notes = [totals.note, skipped > 0 && `${skipped} skipped`].filter(Boolean);
  return { ...totals, note: notes.join('; ') || undefined };
}

/** @param {string} file the gallery's report @param {number} exitCode @returns {Totals} */
export function galleryTotals(file, exitCode) {
  const report = readReport(file);
  return report ? judged(report, exitCode) : { passed: 0, failed: 1, note: 'the gallery wrote no report' };
}

/** A checker that only says yes or no. @param {number} exitCode @returns {Totals} */
export const checkTotals = (exitCode) => (exitCode === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });
