import { createRequire } from 'node:module';
import { join } from 'node:path';

const asar = /** @type {typeof import('@electron/asar')} */ (createRequire(import.meta.url)('@electron/asar'));

/** @param {string} unpacked the folder of the application */
export const asarOf = (unpacked) => asarIn(join(unpacked, 'resources'));

/** @param {string} resources */
export const asarIn = (resources) => join(resources, 'app.asar');

/** Every file in the archive, folders left out, without the slash in front. @param {string} archive */
export function filesInAsar(archive) {
  const names = asar.listPackage(archive, { isPack: false }).map((name) => name.replaceAll('\\', '/').replace(/^\//, ''));
  const folders = new Set(names.map((name) => name.slice(0, Math.max(0, name.lastIndexOf('/')))));
  return names.filter((name) => !folders.has(name));
}

/** @param {string} archive @param {string} file */
export const readFromAsar = (archive, file) => asar.extractFile(archive, file);

/** npm packages that are packed as they are, because they are native. @param {string} archive */
export const packagesInAsar = (archive) =>
  filesInAsar(archive).flatMap((file) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\/package\.json$/.exec(file)?.[1] ?? []);
