import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { root } from './root.mjs';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const lived = {
  'package.json': JSON.stringify({
    name: 'planted',
    type: 'module',
    dependencies: { keytar: '*' },
    devDependencies: { '@font/inter': '*' },
  }),
  'electron/main.ts': "import keytar from 'keytar';\nimport { used } from './used.ts';\nkeytar(used);\n",
  'electron/used.ts': 'export const used = 1;\n',
  'renderer/main.tsx': "import './looks.css';\n",
  'renderer/looks.css': "@font-face { src: url('@font/inter/inter.woff2') format('woff2'); }\n",
};

const whole = ['--config', join(root, 'scripts/lint/deadCode.mjs')];
const inApp = ['--config', join(root, 'scripts/lint/deadInApp.mjs'), '--production', '--include', 'files,exports,types'];

/** What one half of `npm run dead` says of a small tree of its own. */
function deadIn(tree: Readonly<Record<string, string>>, half = whole): { readonly code: number | null; readonly said: string } {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-dead-'));
  folders.push(folder);
  for (const [path, text] of Object.entries(tree)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const knip = join(root, 'node_modules', 'knip', 'bin', 'knip.js');
  const args = [knip, '--directory', folder, ...half, '--no-config-hints'];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  return { code: status, said: stdout + stderr };
}

test('where everything is used, nothing is said; a font that a style sheet brings is used', () => {
  expect(deadIn(lived)).toEqual({ code: 0, said: '' });
});

test.each([
  ['a file', { 'electron/forgotten.ts': 'export {};\n' }, 'electron/forgotten.ts'],
  ['an export', { 'electron/used.ts': 'export const used = 1;\nexport const spare = 2;\n' }, 'spare'],
  ['a type', { 'electron/used.ts': 'export const used = 1;\nexport type Spare = string;\n' }, 'Spare'],
  ['a style sheet', { 'renderer/forgotten.css': '' }, 'renderer/forgotten.css'],
  ['a dependency', { 'electron/main.ts': "import { used } from './used.ts';\nconsole.log(used);\n" }, 'keytar'],
])('%s that nobody uses is refused', (_what, planted, name) => {
  const { code, said } = deadIn({ ...lived, ...planted });
  expect(said).toContain(name);
  expect(code).toBe(1);
});

const tested = { 'electron/used.test.ts': "import { spare } from './used.ts';\nconsole.log(spare);\n" };

test.each([
  ['an export', { 'electron/used.ts': 'export const used = 1;\nexport const spare = 2;\n', ...tested }, 'spare'],
  [
    'a file',
    { 'electron/spare.ts': 'export const spare = 1;\n', 'electron/FakeSpare.ts': "export { spare } from './spare.ts';\n" },
    'electron/spare.ts',
  ],
])('%s that only tests and fakes use is refused', (_what, planted, name) => {
  const { code, said } = deadIn({ ...lived, ...planted }, inApp);
  expect(said).toContain(name);
  expect(code).toBe(1);
});

test('what a file itself uses may be tested, and fakes are dead to nobody', () => {
  const planted = {
    'electron/used.ts': 'export const spare = 2;\nexport const used = spare;\n',
    ...tested,
    'electron/FakeUsed.ts': 'export const fake = 1;\n',
  };
  expect(deadIn({ ...lived, ...planted }, inApp)).toEqual({ code: 0, said: '' });
});
