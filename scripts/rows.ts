// `npm run rows`: every row of the lifecycle and of the threats with the tests that prove it; fails where one has none.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cover, readRows, type Title } from './rowTable.ts';
import { testTitles } from './testTitles.ts';

const root = join(import.meta.dirname, '..');
const sources = ['core', 'electron', 'engine', 'store', 'renderer'];
const documents = ['session-rows.md', 'threats.md'];

const below = (top: string) =>
  readdirSync(join(root, top), { recursive: true, withFileTypes: true }).map((entry) => ({
    path: join(entry.parentPath, entry.name)
      .slice(root.length + 1)
      .replaceAll('\\', '/'),
    isFolder: entry.isDirectory(),
  }));

const entries = [...sources, 'e2e', 'fuzz', 'scripts'].flatMap(below);
const files = entries
  .map(({ path }) => path)
  .filter((path) => /\.(test|spec)\.tsx?$/.test(path))
  .sort();
const folders = entries.filter(({ path, isFolder }) => isFolder && sources.includes(path.split('/')[0] ?? '')).map(({ path }) => path);

const titles: readonly Title[] = files.flatMap((file) =>
  testTitles(file, readFileSync(join(root, file), 'utf8')).map((found) => ({ file, ...found })),
);
const rows = readRows(documents.map((name) => readFileSync(join(root, 'docs', name), 'utf8')).join('\n'));
const { covered, uncovered, waiting, strays } = cover(rows, titles, folders);

for (const { row, tests } of covered) {
  console.log(`${row.id.padEnd(4)}${row.text}`);
  for (const { file, title } of tests) console.log(`      ${file}: ${title}`);
}
const tested = covered.length - uncovered.length - waiting.length;
console.log(
  `\n${tested} of ${covered.length} rows have tests${waiting.length > 0 ? `, ${waiting.length} wait for what is to be tested` : ''}`,
);
for (const row of uncovered) console.error(`without a test: ${row.id} ${row.text}`);
for (const { id, test } of strays) console.error(`no such row: ${id} in ${test.file}: ${test.title}`);
process.exitCode = uncovered.length + strays.length > 0 ? 1 : 0;
