/** A tree in which nothing is wrong; each environment has something to import. */
export const skeleton: Record<string, string> = {
  'core/thing.ts': 'export const thing = 1;',
  'electron/thing.ts': "import { thing } from '../core/thing.ts';\nexport const mainThing = thing;",
  'electron/other.ts': 'export const other = 1;',
  'electron/vault/vault.ts': "import keytar from 'keytar';\nexport const find = keytar.findPassword;",
  'electron/host/ipc.ts': "import { ipcMain } from 'electron';\nexport const ipc = ipcMain;",
  'electron/accounts/shared.ts': 'export const shared = 1;',
  'electron/accounts/own.ts': "import { shared } from './shared.ts';\nexport const own = shared;",
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

export interface Planted {
  readonly name: string;
  readonly file: string;
  readonly source: string;
  readonly refusal: RegExp;
}

const notListed = /error TS6307: File '.*' is not listed within the file list of project/;
const unknownName = /error TS(2584|2591|2304): Cannot find name/;

export const forCompiler: Planted[] = [
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
