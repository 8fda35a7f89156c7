import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { AppCommand } from '../e2e/app/appCommand.ts';
import { asarOf, readFromAsar } from '../scripts/package/asar.mjs';
import { sizeOf } from '../scripts/package/sizes.mjs';
import { outFolder, root } from '../scripts/root.mjs';

export interface Packaged {
  readonly command: AppCommand;
  /** Bytes. */
  readonly installed: number;
  readonly asar: number;
  readonly deb: readonly number[];
  readonly tarball: readonly number[];
  readonly rpm: readonly number[];
}

const dist = join(root, 'dist');

/** What `npm run package` made; null where it made nothing, or of another build than the one that is measured. */
export function findPackaged(): Packaged | null {
  const unpacked = join(dist, 'linux-unpacked');
  const archive = asarOf(unpacked);
  if (!existsSync(archive) || !readFromAsar(archive, 'out/main.cjs').equals(readFileSync(join(outFolder, 'main.cjs')))) return null;
  const bytesOf = (ends: string): readonly number[] =>
    readdirSync(dist)
      .filter((name) => name.endsWith(ends))
      .map((name) => statSync(join(dist, name)).size);
  return {
    // As root Chromium runs only without its sandbox, packaged or not.
    command: { executablePath: join(unpacked, 'latchkey'), args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] },
    installed: sizeOf(unpacked),
    asar: statSync(archive).size,
    deb: bytesOf('.deb'),
    tarball: bytesOf('.tar.gz'),
    rpm: bytesOf('.rpm'),
  };
}
