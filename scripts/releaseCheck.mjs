import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';

/** Lies beside an application that was packed with another Electron than the one that ships. */
export const developmentMark = 'DEVELOPMENT-BUILD.txt';

export const pinnedElectron = () => /** @type {string} */ (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).devDependencies.electron);

/**
 * Why what was packed with this Electron is no release; null: it may be one.
 * @param {string} packed @param {string} [pinned]
 */
export function whyNoRelease(packed, pinned = pinnedElectron()) {
  return packed === pinned ? null : `This is a development build, not a release: it holds Electron ${packed}, and Latchkey ships with Electron ${pinned}.`;
}
