import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';

/** Lies beside an application that was packed with another Electron than the one that ships. */
export const developmentMark = 'DEVELOPMENT-BUILD.txt';

const packageJson = () => JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
export const pinnedElectron = () => /** @type {string} */ (packageJson().devDependencies.electron);
export const homepage = () => /** @type {string} */ (packageJson().homepage);

/**
 * Why what was packed with this Electron is no release; null: it may be one.
 * @param {string} packed @param {string} [pinned]
 */
export function whyNoRelease(packed, pinned = pinnedElectron()) {
  return packed === pinned
    ? null
    : `This is a development build, not a release: it holds Electron ${packed}, and Latchkey ships with Electron ${pinned}.`;
}

/**
 * Why nothing can be released yet: package.json's home page is where pictures, people and updates would be looked for. Null: it is a place.
 * @param {string} homepage
 */
export function whyNoHome(homepage) {
  return new URL(homepage).hostname.endsWith('.invalid')
    ? 'Latchkey has no public home yet: "homepage" of package.json names a place that cannot be there.'
    : null;
}
