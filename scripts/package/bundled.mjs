// Which npm packages are in the application, and their licences: they ask to be passed on with it.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, root } from '../root.mjs';

/** Written by `npm run build` beside its stamps: the folders of the packages that one bundle took something from. @param {string} target */
export const bundledFile = (target) => join(cacheFolder, 'build', `${target}.packages.json`);

/**
 * The package folder of a module that a bundler names, from the repository's root; null: it is ours or nobody's.
 * @param {string} moduleId
 */
export function packageFolderOf(moduleId) {
  const match = /^(?:\0)?.*?(\/node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+)\//.exec(moduleId.replaceAll('\\', '/'));
  return match?.[1]?.slice(1) ?? null;
}

/**
 * @typedef {object} Bundled
 * @property {string} name
 * @property {string} version
 * @property {string} license as its package.json says it
 * @property {string} text of its licence files; empty where it brings none
 */

/** @param {string} folder from the repository's root @returns {Bundled} */
function describe(folder) {
  const path = join(root, folder);
  const { name, version, license } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'));
  const files = readdirSync(path)
    .filter((file) => /^(licen[cs]e|copying|notice)/i.test(file))
    .sort();
  const text = files.map((file) => readFileSync(join(path, file), 'utf8').trim()).join('\n\n');
  return { name, version, license: typeof license === 'string' ? license : 'see its text', text };
}

/** @param {readonly string[]} targets of the build @param {readonly string[]} loaded packages that are packed as they are */
export function bundledPackages(targets, loaded) {
  const folders = new Set(loaded.map((name) => `node_modules/${name}`));
  for (const target of targets) {
    if (!existsSync(bundledFile(target))) throw new Error(`What is in the bundle ${target} is not known: run npm run build.`);
    for (const folder of /** @type {string[]} */ (JSON.parse(readFileSync(bundledFile(target), 'utf8')))) folders.add(folder);
  }
  const all = [...folders].map(describe);
  return all.sort((a, b) => (a.name === b.name ? a.version.localeCompare(b.version) : a.name < b.name ? -1 : 1));
}

/** For people. @param {readonly Bundled[]} packages */
export function licencesText(packages) {
  const rule = '-'.repeat(80);
  const parts = packages.map(
    ({ name, version, license, text }) => `${rule}\n${name} ${version} (${license})\n\n${text === '' ? `Its licence: ${license}` : text}\n`,
  );
  return `Latchkey is under the AGPL-3.0-only (LICENSE inside the application). It contains these packages, each under its own licence;\nElectron and Chromium are in LICENSE.electron.txt and LICENSES.chromium.html.\n\n${parts.join('\n')}`;
}
