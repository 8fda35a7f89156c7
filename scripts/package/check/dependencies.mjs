// Whether the .deb asks for every library that its programs are linked against, as dpkg itself finds them.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** `libgtk-3-0 (>= 3.9)` → name and least version. @param {string} text */
function parse(text) {
  const [, name = '', least = null] = /^\s*([\w.+-]+)(?:\s*\(>=\s*([^)]+)\))?/.exec(text) ?? [];
  return { name, least };
}

/**
 * @param {readonly string[]} declared each with its alternatives @param {string} found what dpkg-shlibdeps found
 * @param {(a: string, b: string) => boolean} isAtLeast by dpkg's order
 * @returns {string[]} what is missing
 */
export function missingFrom(declared, found, isAtLeast) {
  const ways = declared.map((entry) => entry.split('|').map(parse));
  return found
    .split(',')
    .map((entry) => parse(entry.split('|')[0] ?? ''))
    .flatMap(({ name, least }) => {
      const way = ways.flat().find((one) => one.name === name || one.name === `${name}t64`);
      if (way === undefined) return [`deb.depends lacks ${name}`];
      // The versions of other libraries are older than every Debian that people use; the C library's is what an Electron is built for.
      if (name === 'libc6' && least !== null && (way.least === null || !isAtLeast(way.least, least)))
        return [`deb.depends has to ask for libc6 (>= ${least})`];
      return [];
    });
}

/** @param {string} a @param {string} b */
const dpkgIsAtLeast = (a, b) => spawnSync('dpkg', ['--compare-versions', a, 'ge', b]).status === 0;

/** @param {string} path */
const isElf = (path) => readFileSync(path).subarray(0, 4).toString('latin1') === '\u007fELF';

/** @param {string} unpacked @param {readonly string[]} declared @returns {string[]} what is wrong */
export function checkDependencies(unpacked, declared) {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-shlibs-'));
  try {
    mkdirSync(join(folder, 'debian'));
    writeFileSync(join(folder, 'debian', 'control'), 'Source: latchkey\n\nPackage: latchkey\nArchitecture: any\n');
    const programs = readdirSync(unpacked, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter(isElf);
    const { status, stdout, stderr } = spawnSync('dpkg-shlibdeps', ['-O', '--warnings=0', `-l${unpacked}`, ...programs], {
      cwd: folder,
      encoding: 'utf8',
    });
    const found = /^shlibs:Depends=(.+)$/m.exec(stdout)?.[1];
    if (status !== 0 || found === undefined) return [`dpkg-shlibdeps: ${stderr.trim().split('\n').at(-1)}`];
    return missingFrom(declared, found, dpkgIsAtLeast);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
