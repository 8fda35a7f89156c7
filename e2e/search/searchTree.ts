import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** What to look for, by a label that may be printed; the value itself is in no result. */
export type Needles = Readonly<Record<string, string>>;

interface Hit {
  readonly needle: string;
  /** Relative to the folder that was searched. */
  readonly file: string;
  readonly encoding: 'utf8' | 'utf16le' | 'name';
  readonly offset: number;
}

export interface SearchResult {
  readonly files: number;
  readonly hits: readonly Hit[];
}

/** Searches names and bytes of all files below a folder. A folder that does not exist has no files. */
export function searchTree(directory: string, needles: Needles): SearchResult {
  const patterns = Object.entries(needles).flatMap(([needle, text]) => {
    if (text === '') throw new Error(`nothing to look for: ${needle} is empty`);
    const encodings = ['utf8', 'utf16le'] as const;
    return encodings.map((encoding) => ({ needle, encoding, text, bytes: Buffer.from(text, encoding) }));
  });
  const files = filesBelow(directory);
  const hits = files.flatMap((path): Hit[] => {
    const file = relative(directory, path);
    const content = readIfThere(path);
    return patterns.flatMap(({ needle, encoding, text, bytes }) => {
      const named = encoding === 'utf8' && file.includes(text) ? [{ needle, file, encoding: 'name' as const, offset: 0 }] : [];
      const offset = content.indexOf(bytes);
      return offset < 0 ? named : [...named, { needle, file, encoding, offset }];
    });
  });
  return { files: files.length, hits };
}

/** Which files below a folder hold these very bytes, such as a key that is no text. */
export function filesWithBytes(directory: string, bytes: Buffer): readonly string[] {
  if (bytes.length === 0) throw new Error('nothing to look for');
  const holds = (path: string): boolean => readIfThere(path).includes(bytes);
  return filesBelow(directory)
    .filter(holds)
    .map((path) => relative(directory, path));
}

export function filesBelow(directory: string): readonly string[] {
  try {
    const entries = readdirSync(directory, { withFileTypes: true });
    return entries.flatMap((entry) => {
      const path = join(directory, entry.name);
      return entry.isDirectory() ? filesBelow(path) : entry.isFile() ? [path] : [];
    });
  } catch (error) {
    if (isGone(error)) return [];
    throw error;
  }
}

function readIfThere(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    // A running app may delete what was listed a moment ago.
    if (isGone(error)) return Buffer.alloc(0);
    throw error;
  }
}

const isGone = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';
