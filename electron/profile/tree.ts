import { createHash } from 'node:crypto';
import {
  closeSync,
  copyFileSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readlinkSync,
  readSync,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';

/** Chromium's marks of a running process; they mean nothing in another place. */
const isLock = (name: string): boolean => /^(Singleton(Lock|Socket|Cookie)|lockfile)$/.test(name);

/** What lies in a folder but for the marks of a running process; a folder that is not there holds nothing. */
export function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => !isLock(name))
      .toSorted();
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw cause;
  }
}

/** Each path below the folder with what it holds; two folders of the same text are copies of each other. */
export function fingerprintOf(folder: string): string {
  const hash = createHash('sha256');
  const walk = (path: string): void => {
    for (const name of namesIn(join(folder, path))) {
      const inside = join(path, name);
      const at = join(folder, inside);
      const entry = lstatSync(at);
      const kind = entry.isDirectory() ? 'folder' : entry.isSymbolicLink() ? `link ${readlinkSync(at)}` : `file ${contentOf(at)}`;
      hash.update(`${JSON.stringify([inside, kind])}\n`);
      if (entry.isDirectory()) walk(inside);
    }
  };
  walk('');
  return hash.digest('hex');
}

function contentOf(path: string): string {
  const hash = createHash('sha256');
  const file = openSync(path, 'r');
  try {
    const chunk = Buffer.allocUnsafe(1 << 20);
    for (let length = readSync(file, chunk); length > 0; length = readSync(file, chunk)) hash.update(chunk.subarray(0, length));
  } finally {
    closeSync(file);
  }
  return hash.digest('hex');
}

/** All of it, on the disk when it resolves. What is neither file, folder nor link (a socket) is nobody's data. */
export function copyTree(from: string, to: string, step: (name: string, action: () => void) => void): void {
  mkdirSync(to, { recursive: true, mode: 0o700 });
  for (const name of namesIn(from)) {
    const [source, goal] = [join(from, name), join(to, name)];
    const entry = lstatSync(source);
    if (entry.isDirectory()) copyTree(source, goal, step);
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), goal);
    else if (entry.isFile()) step('copy', () => copyDurably(source, goal));
  }
  syncPath(to);
}

function copyDurably(from: string, to: string): void {
  copyFileSync(from, to);
  syncPath(to);
}

export function syncPath(path: string): void {
  // Windows opens no folders; NTFS keeps a journal of its names.
  if (process.platform === 'win32') return;
  const file = openSync(path, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
