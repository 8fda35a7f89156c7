import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { table } from '../core/session/machine.ts';
import { walk } from '../core/session/walk.fixtures.ts';
import { page, printed } from './diagram.ts';
import { isOfEarlierErase, labelOf } from './sessionDiagram.ts';

const root = join(import.meta.dirname, '..');
const text = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8');

/** What stands in backticks and begins with one of our folders. */
const paths = [...text.matchAll(/`((?:core|electron|engine|store|renderer|e2e|scripts|bench|gallery|fuzz|docs)\/[^`\s]*)`/g)].map(
  (match) => match[1]!,
);

test('every path that ARCHITECTURE.md names exists', () => {
  expect(paths.length).toBeGreaterThan(20);
  expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

test('the table and the diagram of the session are the ones printed from the machine (npm run diagram)', () => {
  const text = readFileSync(page, 'utf8');
  expect(printed(text)).toBe(text);
  // Each was printed, and a page that is out of date would be seen.
  for (const part of ['```text\n', '| 1 **starting** |', '```mermaid\nstateDiagram-v2\n']) expect(text).toContain(part);
  expect(printed(text.replace('| endedHere | erasing | erase |', '| endedHere | stays |  |'))).toBe(text);
  expect(text.match(/\| endedHere \| erasing \| erase \|/g)).not.toBeNull();
});

test('what is found on the disk leads to the same from every phase that looks, so that it is drawn once', () => {
  const looking = Object.entries(table).flatMap(([phase, cells]) => ('started' in cells ? [phase] : []));
  const reached = (phase: string): ReadonlySet<string> =>
    new Set(
      walk().flatMap(({ from, event, to }) =>
        event.type === 'started' && from.phase === phase && !isOfEarlierErase(event) ? [`${labelOf(event)} → ${to.phase}`] : [],
      ),
    );
  expect(looking).toHaveLength(6);
  expect(reached('starting').size).toBeGreaterThan(8);
  for (const phase of looking) expect(reached(phase), phase).toEqual(reached('starting'));
});
