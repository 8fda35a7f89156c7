// Every import rule is shown to bite: a violation of it is planted in a copy of the tree, and the real checkers must refuse it.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from './root.mjs';

/** A tree in which nothing is wrong; each environment has something to import. */
const skeleton: Record<string, string> = {
  'core/thing.ts': 'export const thing = 1;',
  'electron/thing.ts': "import { thing } from '../core/thing.ts';\nexport const mainThing = thing;",
  'electron/other.ts': 'export const other = 1;',
  'electron/vault/vault.ts': "import keytar from 'keytar';\nexport const find = keytar.findPassword;",
  'electron/host/ipc.ts': "import { ipcMain } from 'electron';\nexport const ipc = ipcMain;",
  'electron/preloadLink.ts': "import { ipcRenderer } from 'electron';\nexport const link = ipcRenderer;",
  'engine/thing.ts': "import { thing } from '../core/thing.ts';\nexport const engineThing = thing;",
  'engine/feeds/feed.ts': "import { thing } from '../../core/thing.ts';\nexport const feed = thing;",
  'engine/rooms/rooms.ts': "import { feed } from '../feeds/feed.ts';\nexport const rooms = [feed, () => import('./rooms.sdk.ts')];",
  'engine/timeline/timeline.ts': "import { rooms } from '../rooms/rooms.ts';\nexport const timeline = rooms;",
  'engine/engine.ts': "import { timeline } from './timeline/timeline.ts';\nexport const engine = timeline;",
  'engine/rooms/rooms.sdk.ts': "import { MatrixClient } from 'matrix-js-sdk';\nexport const Client = MatrixClient;",
  'store/thing.ts': "import { thing } from '../core/thing.ts';\nexport const storeThing = thing;",
  'renderer/thing.ts': "import { thing } from '../core/thing.ts';\nexport const pageThing = thing;",
  'renderer/bridge/host.ts': "import { thing } from '../../core/thing.ts';\nexport const host = thing;",
  'renderer/words/words.ts': "import { enRooms } from '../features/rooms/words.en.ts';\nexport const words = enRooms;",
  'renderer/ui/Button.tsx': "import { words } from '../words/words.ts';\nexport const button = words;",
  'renderer/features/rooms/words.en.ts': 'export const enRooms = 1;',
  'renderer/features/rooms/rooms.ts': "import { host } from '../../bridge/host.ts';\nexport const list = host;",
  'renderer/features/rooms/Rooms.tsx': "import { row } from './RoomRow.tsx';\nexport const rooms = row;",
  'renderer/features/rooms/RoomRow.tsx': "import { button } from '../../ui/Button.tsx';\nexport const row = button;",
  'renderer/features/rooms/rooms.fixtures.ts': 'export const fixtures = 1;',
  'renderer/features/home/Home.tsx':
    "import { list } from '../rooms/rooms.ts';\nexport { rooms } from '../rooms/Rooms.tsx';\nexport const home = list;",
  'renderer/App.tsx':
    "import { home } from './features/home/Home.tsx';\nimport { row } from './features/rooms/RoomRow.tsx';\nexport const app = [home, row];",
};

interface Planted {
  readonly name: string;
  readonly file: string;
  readonly source: string;
  readonly refusal: RegExp;
}

const notListed = /error TS6307: File '.*' is not listed within the file list of project/;
const unknownName = /error TS(2584|2591|2304): Cannot find name/;

const forCompiler: Planted[] = [
  {
    name: 'the page imports main',
    file: 'renderer/a1.ts',
    source: "export { mainThing } from '../electron/thing.ts';",
    refusal: notListed,
  },
  {
    name: 'the page imports a type of main',
    file: 'renderer/a2.ts',
    source: "export type A = typeof import('../electron/other.ts').other;",
    refusal: notListed,
  },
  {
    name: 'the page imports the engine',
    file: 'renderer/a3.ts',
    source: "export { engineThing } from '../engine/thing.ts';",
    refusal: notListed,
  },
  {
    name: 'the engine imports the store',
    file: 'engine/a4.ts',
    source: "export { storeThing } from '../store/thing.ts';",
    refusal: notListed,
  },
  {
    name: 'the store imports the engine',
    file: 'store/a5.ts',
    source: "export { engineThing } from '../engine/thing.ts';",
    refusal: notListed,
  },
  {
    name: 'main imports the page',
    file: 'electron/a6.ts',
    source: "export { pageThing } from '../renderer/thing.ts';",
    refusal: notListed,
  },
  { name: 'core imports main', file: 'core/a7.ts', source: "export { mainThing } from '../electron/thing.ts';", refusal: notListed },
  { name: 'core uses a document', file: 'core/a8.ts', source: 'export const a = document.title;', refusal: unknownName },
  { name: 'core uses Node', file: 'core/a9.ts', source: 'export const a = process.argv;', refusal: unknownName },
  {
    name: 'the page uses Node',
    file: 'renderer/a10.ts',
    source: "import { readFileSync } from 'node:fs';\nexport const a = readFileSync;",
    refusal: unknownName,
  },
  { name: 'main uses a document', file: 'electron/a11.ts', source: 'export const a = document.title;', refusal: unknownName },
];

const lint = (words: string) => new RegExp(`${words}.*\\[Error/latchkey\\(imports\\)\\]`);

const environments = ['core', 'electron', 'engine', 'store', 'renderer'];

const forLint: Planted[] = [
  {
    name: 'the SDK in a file of the engine without the suffix',
    file: 'engine/rooms/b1.ts',
    source: "export { MatrixClient } from 'matrix-js-sdk';",
    refusal: lint('matrix-js-sdk belongs to the engine’s \\*\\.sdk\\.ts'),
  },
  {
    name: 'a type of the SDK in the page',
    file: 'renderer/b2.ts',
    source: "import type { Room } from 'matrix-js-sdk';\nexport type A = Room;",
    refusal: lint('matrix-js-sdk belongs to the engine’s \\*\\.sdk\\.ts'),
  },
  {
    name: 'a file of the SDK, loaded late',
    file: 'electron/b3.ts',
    source: "export const a = () => import('matrix-js-sdk/lib/client.js');",
    refusal: lint('matrix-js-sdk belongs to the engine’s \\*\\.sdk\\.ts'),
  },
  {
    name: 'keytar outside the vault',
    file: 'electron/session/b4.ts',
    source: "import keytar from 'keytar';\nexport const a = keytar;",
    refusal: lint('keytar belongs to electron/vault'),
  },
  {
    name: 'ipcMain elsewhere',
    file: 'electron/window/b5.ts',
    source: "import { ipcMain } from 'electron';\nexport const a = ipcMain;",
    refusal: lint('ipcMain is used in electron/host/ipc.ts only'),
  },
  {
    name: 'ipcMain under another name',
    file: 'electron/window/b6.ts',
    source: "import { ipcMain as i } from 'electron';\nexport const a = i;",
    refusal: lint('ipcMain is used in'),
  },
  {
    name: 'the whole of electron',
    file: 'electron/window/b7.ts',
    source: "import * as e from 'electron';\nexport const a = e.ipcMain;",
    refusal: lint('Import from electron by name'),
  },
  {
    name: 'ipcRenderer elsewhere',
    file: 'electron/preload.ts',
    source: "import { ipcRenderer } from 'electron';\nexport const a = ipcRenderer;",
    refusal: lint('ipcRenderer is used in electron/preloadLink.ts only'),
  },
  {
    name: 'openExternal elsewhere',
    file: 'electron/host/b8.ts',
    source: "import { shell } from 'electron';\nexport const a = shell;",
    refusal: lint('shell is used in electron/window/openOutside.ts only'),
  },
  {
    name: "a feature imports another's inside",
    file: 'renderer/features/home/b8.tsx',
    source: "export { row } from '../rooms/RoomRow.tsx';",
    refusal: lint("A feature imports another one's face"),
  },
  {
    name: "a feature imports a type of another's inside, from a subfolder",
    file: 'renderer/features/home/parts/b9.tsx',
    source: "import type { row } from '../../rooms/RoomRow.tsx';\nexport type A = typeof row;",
    refusal: lint("A feature imports another one's face"),
  },
  {
    name: "a feature imports a face's namesake deeper in another",
    file: 'renderer/features/home/b18.ts',
    source: "export const a = () => import('../rooms/parts/rooms.ts');",
    refusal: lint("A feature imports another one's face"),
  },
  {
    name: 'a feature imports the root',
    file: 'renderer/features/home/b19.tsx',
    source: "export { app } from '../../App.tsx';",
    refusal: lint('Only the root of renderer/ wires'),
  },
  {
    name: 'the design system imports the bridge',
    file: 'renderer/ui/b10.tsx',
    source: "export { host } from '../bridge/host.ts';",
    refusal: lint('ui/ draws what it is given'),
  },
  {
    name: 'the design system imports a store',
    file: 'renderer/ui/b20.tsx',
    source: "export { list } from '../features/rooms/rooms.ts';",
    refusal: lint('ui/ draws what it is given'),
  },
  {
    name: 'the bridge imports a feature',
    file: 'renderer/bridge/b21.ts',
    source: "export { list } from '../features/rooms/rooms.ts';",
    refusal: lint('bridge belongs to the kernel of the page'),
  },
  {
    name: 'words import more of a feature than its words',
    file: 'renderer/words/b22.ts',
    source: "export { list } from '../features/rooms/rooms.ts';",
    refusal: lint('words belongs to the kernel of the page'),
  },
  {
    name: 'the page imports fixtures',
    file: 'renderer/b23.ts',
    source: "export { fixtures } from './features/rooms/rooms.fixtures.ts';",
    refusal: lint('Fixtures are for tests and pictures only'),
  },
  {
    name: "a feature of the engine imports another's inside",
    file: 'engine/timeline/b24.ts',
    source: "export { Client } from '../rooms/rooms.sdk.ts';",
    refusal: lint("A feature imports another one's face"),
  },
  {
    name: "a feature of the engine imports another's inside late",
    file: 'engine/timeline/b25.ts',
    source: "export const a = () => import('../rooms/rooms.sdk.ts');",
    refusal: lint("A feature imports another one's face"),
  },
  {
    name: 'a feature of the engine imports the root',
    file: 'engine/drafts/b26.ts',
    source: "export { engine } from '../engine.ts';",
    refusal: lint('Only the root of engine/ wires'),
  },
  {
    name: 'the kernel of the engine imports a feature',
    file: 'engine/gate/b27.ts',
    source: "export { rooms } from '../rooms/rooms.ts';",
    refusal: lint('gate belongs to the kernel of the engine'),
  },
  {
    name: "the SDK's folder imports a type of a feature",
    file: 'engine/sdk/b28.ts',
    source: "import type { rooms } from '../rooms/rooms.ts';\nexport type A = typeof rooms;",
    refusal: lint('sdk belongs to the kernel of the engine'),
  },
  {
    name: 'the engine imports what only tests use',
    file: 'engine/drafts/b29.ts',
    source: "export { fake } from '../rooms/FakeRooms.ts';",
    refusal: lint('Fixtures are for tests and pictures only'),
  },
  {
    name: 'two features of the engine import each other',
    file: 'engine/threads/threads.ts',
    source: "export { b } from '../spaces/spaces.ts';\nexport const a = 1;",
    refusal: lint('engine/threads → engine/spaces → engine/threads'),
  },
  {
    name: 'the other feature of the engine',
    file: 'engine/spaces/spaces.ts',
    source: "export const b = () => import('../threads/threads.ts');",
    refusal: lint('engine/spaces → engine/threads'),
  },
  {
    name: 'the page imports Electron',
    file: 'renderer/b11.ts',
    source: "import { shell } from 'electron';\nexport const a = shell;",
    refusal: lint('pages are sandboxed: no Electron'),
  },
  { name: 'the page imports Node', file: 'renderer/b12.ts', source: "export { join } from 'path';", refusal: lint('no Node') },
  {
    name: 'the page opens the database',
    file: 'renderer/b13.ts',
    source: "export { Database } from '@signalapp/sqlcipher';",
    refusal: lint('the encrypted database belongs to store'),
  },
  { name: 'the engine draws', file: 'engine/b14.ts', source: "export { useState } from 'react';", refusal: lint('only the page draws') },
  {
    name: 'core imports a package',
    file: 'core/b15.ts',
    source: "export { z } from 'zod';",
    refusal: lint('core imports nothing outside core'),
  },
  {
    name: 'a feature of core imports zod elsewhere than in its calls',
    file: 'core/features/rooms/b18.ts',
    source: "export { z } from 'zod/mini';",
    refusal: lint('core imports nothing outside core'),
  },
  {
    name: 'core imports main',
    file: 'core/contracts/b16.ts',
    source: "export { mainThing } from '../../electron/thing.ts';",
    refusal: lint('core/ must not import electron/'),
  },
  {
    name: 'the engine imports the store',
    file: 'engine/b17.ts',
    source: "export { storeThing } from '../store/thing.ts';",
    refusal: lint('engine/ must not import store/'),
  },
  {
    name: 'two folders import each other, by a type only',
    file: 'core/rooms/b18.ts',
    source: "import type { b } from '../queue/b19.ts';\nexport const a = 1;\nexport type B = typeof b;",
    refusal: lint('core/rooms → core/queue → core/rooms'),
  },
  {
    name: 'the other one of the two',
    file: 'core/queue/b19.ts',
    source: "export { a as b } from '../rooms/b18.ts';",
    refusal: lint('core/queue → core/rooms → core/queue'),
  },
  {
    name: 'two features of the page import each other',
    file: 'renderer/features/threads/threads.ts',
    source: "export { b } from '../spaces/spaces.ts';\nexport const a = 1;",
    refusal: lint('renderer/features/threads → renderer/features/spaces → renderer/features/threads'),
  },
  {
    name: 'the other feature',
    file: 'renderer/features/spaces/spaces.ts',
    source: "export const b = () => import('../threads/threads.ts');",
    refusal: lint('renderer/features/spaces → renderer/features/threads'),
  },
  {
    name: 'three folders of main in a circle',
    file: 'electron/window/b22.ts',
    source: "export { b } from '../disk/b23.ts';\nexport const a = 1;",
    refusal: lint('electron/window → electron/disk → electron/http → electron/window'),
  },
  {
    name: 'the second of three',
    file: 'electron/disk/b23.ts',
    source: "export { c as b } from '../http/b24.ts';",
    refusal: lint('electron/disk → electron/http'),
  },
  {
    name: 'the third of three',
    file: 'electron/http/b24.ts',
    source: "import type { a } from '../window/b22.ts';\nexport const c = 1;\nexport type A = typeof a;",
    refusal: lint('electron/http → electron/window'),
  },
  {
    name: 'a file at the root of a process and a folder',
    file: 'store/b25.ts',
    source: "export { b } from './file/b26.ts';\nexport const a = 1;",
    refusal: lint('store/b25.ts → store/file → store/b25.ts'),
  },
  {
    name: 'the folder of the two',
    file: 'store/file/b26.ts',
    source: "export { a as b } from '../b25.ts';",
    refusal: lint('store/file → store/b25.ts'),
  },
];

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
