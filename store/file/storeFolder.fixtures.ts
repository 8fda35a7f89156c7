import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../control/openStore.ts';
import type { StoreFile } from './storeFile.ts';

/** A folder of a test's own, with the file that the test opens in it. */
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

/** Opens, making it if need be; throws where it does not open. */
export function opened(path: string, key = keyNumber(1)): StoreFile {
  const result = openStore(path, key, true);
  if (!('file' in result)) throw new Error(`not opened: ${result.outcome}`);
  return result.file;
}

/** Copies the file and its log, as they are on the disk. */
export function copyStore(from: string, to: string): void {
  for (const suffix of ['', '-wal']) {
    rmSync(to + suffix, { force: true });
    if (existsSync(from + suffix)) copyFileSync(from + suffix, to + suffix);
  }
}
