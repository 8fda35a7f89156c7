// What rpmlint calls errors in the .rpm, but for what is meant to be so.
import { spawnSync } from 'node:child_process';
import { isInstalled } from '../../run.mjs';

const meant = [
  // The sandbox's helper has to be root's, where a kernel gives nobody a user namespace.
  /: E: (setuid-binary|non-standard-executable-perm) \/usr\/lib\/\w+\/chrome-sandbox( root)? 4755$/,
  // Whoever publishes packages signs them, and puts their own name there.
  /: E: (no-signature|no-packager-tag)$/,
];

/** @param {string} printed @returns {readonly string[]} */
export const rpmlintErrors = (printed) =>
  printed.split('\n').filter((line) => / E: /.test(line) && !meant.some((each) => each.test(line.trim())));

/** @param {string} file @returns {readonly string[] | null} what is wrong; null: there is no rpmlint here */
export function checkRpm(file) {
  if (!isInstalled('rpmlint')) return null;
  const { stdout, stderr } = spawnSync('rpmlint', [file], { encoding: 'utf8', timeout: 300_000 });
  // It ends with an error for each of those, too.
  if (!/ 1 packages .* checked/.test(stdout)) return [`rpmlint checked nothing: ${stderr.trim().split('\n').at(-1)}`];
  return rpmlintErrors(stdout);
}
