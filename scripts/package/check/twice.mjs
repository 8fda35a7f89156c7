import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { root } from '../../root.mjs';
import { runQuietly } from '../../run.mjs';
import { makeArchives } from '../archives.mjs';

/** @param {string} file */
async function hashOf(file) {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/** @param {string} folder @returns {Promise<Map<string, string>>} every file below it with its hash */
async function hashesBelow(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return new Map(
    await Promise.all(files.map(async (file) => /** @type {[string, string]} */ ([file.slice(folder.length + 1), await hashOf(file)]))),
  );
}

/**
 * Builds from nothing and packs once more.
 * @param {string} dist @param {readonly string[]} archives in it @returns {Promise<string[]>} what is not the same
 */
export async function differences(dist, archives) {
  const again = mkdtempSync(join(tmpdir(), 'latchkey-twice-'));
  try {
    rmSync(join(root, '.cache', 'build'), { recursive: true, force: true });
    rmSync(join(root, 'out'), { recursive: true, force: true });
    await runQuietly(process.execPath, ['scripts/package.mjs', '--dir', `-c.directories.output=${again}`]);
    const unpacked = join(again, 'linux-unpacked');
    await makeArchives(unpacked, again, () => undefined);
    const [first, second] = [await hashesBelow(join(dist, 'linux-unpacked')), await hashesBelow(unpacked)];
    const files = [...new Set([...first.keys(), ...second.keys()])]
      .filter((name) => first.get(name) !== second.get(name))
      .map((name) => `linux-unpacked/${name}`);
    const packed = [];
    for (const name of archives) {
      const [one, two] = [join(dist, name), join(again, name)];
      if (!existsSync(two) || (await hashOf(one)) !== (await hashOf(two))) packed.push(name);
    }
    return [...files, ...packed];
  } finally {
    rmSync(again, { recursive: true, force: true });
  }
}
