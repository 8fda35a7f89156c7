// Every import rule is shown to bite: a violation of it is planted in a copy of the tree, and the real checkers must refuse it.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { forCompiler, skeleton } from './planted.fixtures.ts';
import { forLint } from './plantedForLint.fixtures.ts';
import { root } from './root.mjs';

const environments = ['core', 'electron', 'engine', 'store', 'renderer'];

// Real path: the lint rule compares what it is given with its own place on disk.
const tree = realpathSync(mkdtempSync(join(tmpdir(), 'latchkey-planted-')));

function plant(file: string, source: string): void {
  mkdirSync(dirname(join(tree, file)), { recursive: true });
  writeFileSync(join(tree, file), `${source}\n`);
}

function check(command: string[]): { passed: boolean; lines: string[] } {
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: tree, encoding: 'utf8' });
  return { passed: status === 0, lines: `${stdout}${stderr}`.split('\n') };
}

const compile = () => check(['node_modules/typescript/bin/tsc', '-b', '--pretty', 'false']);
const runLint = () => check(['node_modules/oxlint/bin/oxlint', '--format', 'unix', ...environments]);

function copyConfigs(): void {
  const names = readConfigNames();
  for (const name of names) cpSync(join(root, name), join(tree, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'), 'dir');
}

/** The configurations themselves, never a second copy of them that could differ. */
function readConfigNames(): string[] {
  const folders = ['.', 'core', 'electron', 'engine', 'store', 'renderer', 'e2e', 'scripts', 'scripts/demo', 'bench', 'gallery', 'fuzz'];
  const configs = folders.flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => /^tsconfig.*\.json$/.test(name))
      .map((name) => join(folder, name)),
  );
  return [...configs, '.oxlintrc.json', 'package.json', 'scripts/root.mjs', 'scripts/lint'];
}

beforeAll(() => {
  copyConfigs();
  for (const [file, source] of Object.entries(skeleton)) plant(file, source);
});
afterAll(() => rmSync(tree, { recursive: true, force: true }));

describe.each([
  { checker: 'the compiler', run: compile, violations: forCompiler },
  { checker: 'lint', run: runLint, violations: forLint },
])('$checker', ({ run, violations }) => {
  test('passes the tree without violations', () => {
    expect(run()).toMatchObject({ passed: true });
  });

  describe('with violations', () => {
    let lines: string[] = [];
    beforeAll(() => {
      for (const { file, source } of violations) plant(file, source);
      const result = run();
      lines = result.lines;
      expect(result.passed).toBe(false);
    });
    afterAll(() => {
      for (const { file } of violations) rmSync(join(tree, file));
    });

    test.each(violations)('refuses: $name', ({ file, refusal }) => {
      const own = lines.filter((line) => line.startsWith(`${file}:`) || line.startsWith(`${file}(`));
      expect(own.join('\n')).toMatch(refusal);
    });
  });
});
