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

/** What `npm run dead` says of a small tree of its own. */
function deadIn(tree: Readonly<Record<string, string>>): { readonly code: number | null; readonly said: string } {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-dead-'));
  folders.push(folder);
  for (const [path, text] of Object.entries(tree)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const knip = join(root, 'node_modules', 'knip', 'bin', 'knip.js');
  const args = [knip, '--directory', folder, '--config', join(root, 'scripts/lint/deadCode.mjs'), '--no-config-hints'];
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
