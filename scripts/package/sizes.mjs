import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** @param {string} folder @returns {number} bytes of all files in it */
export function sizeOf(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}

/** @param {number} bytes */
export const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;

/** Its largest parts, largest first: where an application's size comes from. @param {string} folder @returns {readonly {name: string, bytes: number}[]} */
export function partsBySize(folder) {
  const own = readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.name === 'resources')
      return readdirSync(path).map((name) => ({ name: `resources/${name}`, bytes: bytesOf(join(path, name)) }));
    return [{ name: entry.name, bytes: bytesOf(path) }];
  });
  return own.sort((a, b) => b.bytes - a.bytes);
}

/** @param {string} path */
const bytesOf = (path) => (statSync(path).isDirectory() ? sizeOf(path) : statSync(path).size);
