import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root folder. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Git-ignored; shared by all runs, safe to delete at any time. */
export const cacheFolder = join(root, '.cache');

/** Where `npm run build` writes. */
export const outFolder = join(root, 'out');
