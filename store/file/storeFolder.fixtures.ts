import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStores } from '../control/openStores.ts';
import type { StorePaths, Stores } from './stores.ts';
import type { StoreFile } from './storeFile.ts';

/** A folder of a test's own, with the files that the test opens in it: `path` is the big one's, beside it lies the small one. */
export interface StoreFolder {
  readonly path: string;
  /** A file beside it. */
  beside(name: string): string;
  remove(): void;
}

export function storeFolder(): StoreFolder {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-store-'));
  return {
    path: join(folder, 'store.db'),
    beside: (name) => join(folder, name),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** A key as main would derive it, always the same for the same number; opening does not zero it here. */
export function keyNumber(number: number): Uint8Array {
  return Uint8Array.from({ length: 32 }, (_, index) => (number * 37 + index * 101) % 256);
}

/** The small file lies beside the big one. */
export const pathsOf = (path: string): StorePaths => ({ history: path, own: `${path}.own` });

/** Opens both, making them if need be; throws where they do not open. */
export function openedStores(path: string, key = keyNumber(1)): Stores {
  const result = openStores(pathsOf(path), key, true);
  if (!('stores' in result)) throw new Error(`not opened: ${result.outcome}`);
  return result.stores;
}

export function closeStores({ own, history }: Stores): void {
  history.close();
  own.close();
}

/** The big one alone, for tests of what lies in it. */
export function opened(path: string, key = keyNumber(1)): StoreFile {
  const { own, history } = openedStores(path, key);
  own.close();
  return history;
}

/** Copies both files and their logs, as they are on the disk. */
export function copyStores(from: string, to: string): void {
  const [source, target] = [pathsOf(from), pathsOf(to)];
  copyStore(source.history, target.history);
  copyStore(source.own, target.own);
}

/** Copies the file and its log, as they are on the disk. */
function copyStore(from: string, to: string): void {
  for (const suffix of ['', '-wal']) {
    rmSync(to + suffix, { force: true });
    if (existsSync(from + suffix)) copyFileSync(from + suffix, to + suffix);
  }
}
