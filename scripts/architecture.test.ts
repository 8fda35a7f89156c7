import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sessionDiagram } from '../core/session/diagram.ts';

const root = join(import.meta.dirname, '..');
const text = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8');

/** What stands in backticks and begins with one of our folders. */
const paths = [...text.matchAll(/`((?:core|electron|engine|store|renderer|e2e|scripts|bench|gallery|fuzz|docs)\/[^`\s]*)`/g)].map((match) => match[1]!);

test('every path that ARCHITECTURE.md names exists', () => {
  expect(paths.length).toBeGreaterThan(20);
  expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

test('its session diagram is the one printed from the table (npm run diagram)', () => {
  expect(text).toContain(`\`\`\`mermaid\n${sessionDiagram()}\n\`\`\``);
});
