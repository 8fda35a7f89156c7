import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { outFolder } from '../scripts/root.mjs';

export interface Sizes {
  readonly pageScripts: number;
  readonly engineScripts: number;
  /** Its WebAssembly: the crypto of the Matrix SDK. */
  readonly engineWasm: number;
  readonly all: number;
}

/** Bytes of what `npm run build` made, as it lies on the disk. */
export function measureSizes(): Sizes {
  const bytes = (folder: string, ends: string): number =>
    readdirSync(join(outFolder, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith(ends))
      .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
  return {
    pageScripts: bytes('page', '.js'),
    engineScripts: bytes('engine', '.js'),
    engineWasm: bytes('engine', '.wasm'),
    all: bytes('.', ''),
  };
}
