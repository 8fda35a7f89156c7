import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import asar from '@electron/asar';
import { makeRunSubdirectory } from '../run/runDirectory.ts';

const execute = promisify(execFile);

/** The same application as a version later: what is packed is the same but for its number. Answers the file. */
export async function nextVersion(deb: string, version: string): Promise<string> {
  const folder = makeRunSubdirectory('next');
  const tree = join(folder, 'tree');
  await execute('dpkg-deb', ['--raw-extract', deb, tree]);
  const resources = 'usr/lib/latchkey/resources';
  const archive = join(tree, resources, 'app.asar');
  const inside = join(folder, 'inside');
  asar.extractAll(archive, inside);
  const manifest = join(inside, 'package.json');
  writeFileSync(manifest, JSON.stringify({ ...(JSON.parse(readFileSync(manifest, 'utf8')) as object), version }));
  await asar.createPackageWithOptions(inside, archive, { unpack: '**/*.node' });
  rmSync(inside, { recursive: true });
  if (!existsSync(`${archive}.unpacked`)) throw new Error('the native modules were not unpacked');
  rewrite(join(tree, 'DEBIAN', 'control'), /^Version: .*$/m, `Version: ${version}`);
  const sum = createHash('md5').update(readFileSync(archive)).digest('hex');
  rewrite(join(tree, 'DEBIAN', 'md5sums'), /^\w+ {2}(usr\/lib\/latchkey\/resources\/app\.asar)$/m, `${sum}  $1`);
  const made = join(folder, `latchkey_${version}.deb`);
  await execute('dpkg-deb', ['--root-owner-group', '-Zgzip', '-z1', '--build', tree, made]);
  rmSync(tree, { recursive: true });
  return made;
}

function rewrite(file: string, what: RegExp, by: string): void {
  const text = readFileSync(file, 'utf8');
  if (!what.test(text)) throw new Error(`${file} holds no ${what.source}`);
  writeFileSync(file, text.replace(what, by));
}
