// What CONTRIBUTING.md promises of a new call: one line that declares it, one handler, and the engine serves it. Planted in a copy of the
// tree.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type * as connecting from '../core/rpc/connect.ts';
import type * as ports from '../core/rpc/FakePort.ts';
import type * as serving from '../core/rpc/serve.ts';
import { root } from './root.mjs';

const tree = realpathSync(mkdtempSync(join(tmpdir(), 'latchkey-planted-call-')));
const declared = { file: 'core/features/members/calls.ts', line: 'measureRoom: takes(ofRoom).gives<number>(),' };
const handled = { file: 'engine/members/members.ts', line: 'measureRoom: ({ roomId }) => roomId.length,' };

/** Each feature has its place for calls. */
function plant({ file, line }: { readonly file: string; readonly line: string }): void {
  const parts = readFileSync(join(tree, file), 'utf8').split('calls: {');
  expect(parts).toHaveLength(2);
  writeFileSync(join(tree, file), parts.join(`calls: {\n${line}`));
}

const compile = (): string =>
  spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-b', 'engine', '--pretty', 'false'], { cwd: tree, encoding: 'utf8' })
    .stdout;
const load = <T>(file: string): Promise<T> => import(pathToFileURL(join(tree, file)).href) as Promise<T>;

interface Boots {
  boot(): Promise<never>;
}
interface Planted {
  readonly Engine: new (needs: object, loadSdk: () => Promise<never>) => Boots;
  readonly engineOffer: never;
}

beforeAll(() => {
  for (const name of ['core', 'engine', 'tsconfig.base.json', 'package.json'])
    cpSync(join(root, name), join(tree, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'), 'dir');
});
afterAll(() => rmSync(tree, { recursive: true, force: true }));

/** The engine of the copy, as far as it comes without the SDK, with the page's end of a port to it. */
async function served() {
  const { Engine } = await load<Planted>('engine/engine.ts');
  const { engineOffer } = await load<Planted>('core/contracts/engine.ts');
  const { serve } = await load<typeof serving>('core/rpc/serve.ts');
  const { connect } = await load<typeof connecting>('core/rpc/connect.ts');
  const [near, far] = (await load<typeof ports>('core/rpc/FakePort.ts')).fakePorts();
  const nothing = {
    startSnapshot: () => Promise.resolve({ rooms: [], lastRoom: null, room: null }),
    outbox: () => Promise.resolve([]),
    drafts: () => Promise.resolve([]),
    getValue: () => Promise.resolve(null),
  };
  const silent = (): (() => void) => () => undefined;
  const main = { calls: {}, streams: { gate: silent, mediaQuestions: silent } };
  const log = { info() {}, warn() {}, error() {}, fault: () => 'ref' };
  const engine = new Engine({ main, store: { calls: nothing }, log, mark: () => undefined }, () => new Promise(() => undefined));
  serve(far, await engine.boot(), (cause) => (cause as { error: never }).error, engineOffer);
  return connect<{
    calls: { measureRoom: (arg: { roomId: string }) => number; lastRoom: (arg: object) => null };
    streams: object & Record<string, never>;
  }>(near);
}

test('a call of the engine is one line where it is declared and one handler: the compiler asks for the second, and the engine serves it', async () => {
  plant(declared);
  const refused = compile();
  expect(refused).toContain(handled.file);
  expect(refused).toContain("Property 'measureRoom' is missing");
  plant(handled);
  expect(compile()).toBe('');

  const { calls } = await served();
  expect(await calls.measureRoom({ roomId: '!abc' })).toBe(4);
  // It is read where it arrives, and the others are still served.
  await expect(calls.measureRoom({ roomId: 'no room' })).rejects.toMatchObject({ error: { code: 'badArgument', field: 'roomId' } });
  expect(await calls.lastRoom({})).toBeNull();
});
