import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pictureName, sizes, themes } from './pictures.ts';

/** Two states that look the same on purpose: nothing of the difference is a person's. */
const alike: ReadonlySet<string> = new Set(['resumingConfirming', 'homeRefreshing']);

/** Screens of which every picture is another one's: what was to be shown there is not. */
export function doubles(names: readonly string[], folder: string): ReadonlyMap<string, string> {
  const seen = new Map<string, string>();
  const found = new Map<string, string>();
  for (const name of names) {
    if (alike.has(name)) continue;
    const print = printOf(name, folder);
    const twin = print === null ? undefined : seen.get(print);
    if (twin !== undefined) found.set(name, twin);
    else if (print !== null) seen.set(print, name);
  }
  return found;
}

function printOf(name: string, folder: string): string | null {
  const hash = createHash('sha256');
  for (const { width } of sizes) {
    for (const theme of themes) {
      const path = join(folder, pictureName(name, width, theme));
      if (!existsSync(path)) return null;
      hash.update(readFileSync(path));
    }
  }
  return hash.digest('hex');
}
