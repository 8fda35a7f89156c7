// `npm run -s release-notes`: what is new in the version that package.json names, out of CHANGELOG.md; for the release and for who is
// offered the update.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { notesOf } from './package/releaseNotes.mjs';
import { root } from './root.mjs';

const text = (/** @type {string} */ name) => readFileSync(join(root, name), 'utf8');
try {
  console.log(notesOf(text('CHANGELOG.md'), JSON.parse(text('package.json')).version));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
