// `npm run rows`: every row of docs/session-rows.md with the tests that prove it; fails where one has none.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cover, readRows, type Title } from './rowTable.ts';
import { testTitles } from './testTitles.ts';

const root = join(import.meta.dirname, '..');
const folders = ['core', 'electron', 'engine', 'store', 'renderer', 'e2e'];

const files = folders
  .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`))
  .filter((file) => /\.(test|spec)\.tsx?$/.test(file))
  .sort();

const titles: readonly Title[] = files.flatMap((file) =>
  testTitles(file, readFileSync(join(root, file), 'utf8')).map((found) => ({ file, ...found })));
const { covered, uncovered, strays } = cover(readRows(readFileSync(join(root, 'docs', 'session-rows.md'), 'utf8')), titles);

for (const { row, tests } of covered) {
  console.log(`${row.id.padEnd(4)}${row.text}`);
  for (const { file, title } of tests) console.log(`      ${file}: ${title}`);
}
console.log(`\n${covered.length - uncovered.length} of ${covered.length} rows have tests`);
for (const row of uncovered) console.error(`without a test: ${row.id} ${row.text}`);
for (const { id, test } of strays) console.error(`no such row: ${id} in ${test.file}: ${test.title}`);
process.exitCode = uncovered.length + strays.length > 0 ? 1 : 0;
