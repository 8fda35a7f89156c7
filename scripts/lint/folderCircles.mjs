// Which folders of a process import each other, as far as production code goes: read once, from the files themselves.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import { longestCircle } from './importTable.mjs';

/** Whatever only tests use belongs to no folder's face. */
const onlyTests = /\.test\.tsx?$|\.fixtures\.tsx?$|(^|\/)Fake[A-Z]|\/fixtures\//;
const relativeImports = /(?:\bfrom|\bimport)\s*\(?\s*'(\.[^'?]+)/g;

/**
 * What counts as one folder: `electron/signIn`, with all that lies below it; a feature or a screen has its own; a file at the root of a
 * process stands for itself. A feature's words lie with it, but are words.
 * @param {string} file from the repository's root
 */
function folderOf(file) {
  if (file.startsWith('renderer/') && file.endsWith('.en.ts')) return 'renderer/words';
  const parts = file.split('/');
  return parts.slice(0, ['features', 'screens'].includes(parts[1] ?? '') ? 3 : 2).join('/');
}

/**
 * @param {string} root
 * @param {string} folder
 * @returns {string[]}
 */
function sourcesBelow(root, folder) {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sourcesBelow(root, path);
    return /\.tsx?$/.test(entry.name) && !onlyTests.test(path) ? [path] : [];
  });
}

/**
 * @param {string} root
 * @param {string} process
 */
function readArrows(root, process) {
  /** @type {Map<string, Set<string>>} */
  const arrows = new Map();
  for (const file of existsSync(join(root, process)) ? sourcesBelow(root, process) : []) {
    const from = folderOf(file);
    for (const [, specifier] of readFileSync(join(root, file), 'utf8').matchAll(relativeImports)) {
      const to = folderOf(join(dirname(file), specifier ?? ''));
      if (to !== from && to.startsWith(`${process}/`)) arrows.set(from, (arrows.get(from) ?? new Set()).add(to));
    }
  }
  return arrows;
}

/** @type {Map<string, Map<string, Set<string>>>} */
const read = new Map();

/**
 * @param {string} root
 * @param {string} process
 */
function arrowsOf(root, process) {
  const arrows = read.get(process) ?? readArrows(root, process);
  read.set(process, arrows);
  return arrows;
}

/**
 * The shortest way by which `from` leads to `to`, both included, of at most so many folders.
 * @param {Map<string, Set<string>>} arrows
 * @param {string} from
 * @param {string} to
 * @param {number} most
 */
function wayOf(arrows, from, to, most) {
  let ways = [[from]];
  const seen = new Set([from]);
  for (let length = 1; length < most && ways.length > 0; length++) {
    ways = ways.flatMap((way) => [...(arrows.get(way.at(-1) ?? '') ?? [])].filter((next) => !seen.has(next)).map((next) => [...way, next]));
    const found = ways.find((way) => way.at(-1) === to);
    if (found) return found;
    for (const way of ways) seen.add(way.at(-1) ?? '');
  }
  return undefined;
}

/**
 * @param {string} root
 * @param {string} file
 * @param {string} target both from the repository's root
 */
export function judgeCircle(root, file, target) {
  const process = file.split('/')[0] ?? '';
  const most = longestCircle[process];
  const [from, to] = [folderOf(file), folderOf(target)];
  if (most === undefined || from === to || !target.startsWith(`${process}/`) || onlyTests.test(file) || onlyTests.test(target))
    return undefined;
  const back = wayOf(arrowsOf(root, process), to, from, most);
  return back && `${[from, ...back].join(' → ')}: no two folders import each other, not by way of others either.`;
}
