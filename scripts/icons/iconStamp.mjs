// Whether the icons that are committed are the ones of the drawing that is.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { iconFolder, sourceFile } from './drawing.mjs';

export const stampFile = join(iconFolder, 'madeFrom.json');
const makers = ['drawing.mjs', 'containers.mjs'].map((name) => join(import.meta.dirname, name));

/** @param {string} file */
const hashOf = (file) => createHash('sha256').update(readFileSync(file)).digest('hex');

/** What the icons were made from, and what was made, by content. */
export function iconStamp() {
  const made = readdirSync(iconFolder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => file !== stampFile && file !== sourceFile)
    .sort();
  return {
    from: Object.fromEntries([sourceFile, ...makers].map((file) => [nameOf(file), hashOf(file)])),
    made: Object.fromEntries(made.map((file) => [nameOf(file), hashOf(file)])),
  };
}

/** @param {string} file */
const nameOf = (file) =>
  relative(join(iconFolder, '..', '..'), file)
    .split(sep)
    .join('/');
