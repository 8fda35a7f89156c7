import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { entryOf } from '../tables/entries.fixtures.ts';
import { closeStores, copyStores, openedStores, pathsOf, storeFolder } from './storeFolder.fixtures.ts';
import type { StoreFolder } from './storeFolder.fixtures.ts';
import { storeHandlers } from '../storeHandlers.fixtures.ts';

const NEVER_PAGES = 1_000_000;

let folder: StoreFolder;
let writer: ChildProcess;
let acknowledged: number;

beforeEach(() => {
  folder = storeFolder();
  acknowledged = 0;
});

/**
 * The log goes into the file whenever it has so many pages, and begins anew: where it must be long, however the moment falls, that never
 * happens.
 */
function startWriting(pagesOfLog = 40): void {
  writer = spawn(
    process.execPath,
    ['--import', 'tsx', new URL('powerCutWriter.fixtures.ts', import.meta.url).pathname, folder.path, String(pagesOfLog)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  writer.stdout!.on('data', (text: Buffer) => {
    acknowledged = Number(text.toString().trim().split('\n').at(-1));
  });
}
afterEach(async () => {
  if (writer.exitCode === null && writer.signalCode === null) {
    writer.kill('SIGKILL');
    await once(writer, 'exit');
  }
  folder.remove();
});

async function untilAcknowledged(count: number): Promise<void> {
  while (acknowledged < count) await once(writer.stdout!, 'data');
}

/** The orders in a copy, each checked to be what was written, and without a gap. */
function ordersIn(path: string): number {
  const stores = openedStores(path);
  const { calls } = storeHandlers(stores);
  const entries = calls.outbox({}) as readonly unknown[];
  expect(entries).toEqual(entries.map((_, index) => entryOf(index + 1, { content: `content of ${index + 1}` })));
  const { log } = calls.loadSync({}) as { log: readonly string[] };
  expect(log).toEqual(log.map((_, index) => `sync after ${(index + 1) * 7}`));
  // The server deletes a room key once it was asked with the token of the sync that brought it.
  expect(log.length, 'syncs, of which none is newer than the crypto store').toBeLessThanOrEqual(keysIn(path));
  closeStores(stores);
  return entries.length;
}

/** The newest sync whose keys the crypto store has. */
const keysIn = (path: string): number => Number(readFileSync(`${path}.crypto`, 'utf8'));

function syncsIn(path: string): number {
  const stores = openedStores(path);
  const { log } = storeHandlers(stores).calls.loadSync({}) as { log: readonly string[] };
  closeStores(stores);
  return log.length;
}

/** The writer stands still while its files are copied, as they would be found after a crash at that moment. */
async function cutAt(count: number, copy: string): Promise<void> {
  await untilAcknowledged(count);
  writer.kill('SIGSTOP');
  copyStores(folder.path, copy);
  copyFileSync(`${folder.path}.crypto`, `${copy}.crypto`);
}

it('has every acknowledged message after a crash at any moment', { timeout: 60_000 }, async () => {
  startWriting();
  for (const moment of [1, 20, 45, 80, 133, 190, 260, 333]) {
    const copy = folder.beside(`copy${moment}.db`);
    await cutAt(moment, copy);
    const known = acknowledged;
    expect(ordersIn(copy)).toBeGreaterThanOrEqual(known);
    writer.kill('SIGCONT');
  }
});

/** How many entries are found when the end of one file's log never reached the disk; each time as much less as `parts` says. */
async function cutLogOf(
  which: 'own' | 'history',
  pagesOfLog: number,
  parts: number,
): Promise<{ known: number; entries: number[]; syncs: number[] }> {
  const copy = folder.beside('copy.db');
  startWriting(pagesOfLog);
  await cutAt(120, copy);
  const known = acknowledged;
  const kept = [pathsOf(copy).own, pathsOf(copy).history].flatMap((path) =>
    [path, `${path}-wal`].map((name) => [name, readFileSync(name)] as const),
  );
  const cut = `${pathsOf(copy)[which]}-wal`;
  const found = { known, entries: [] as number[], syncs: [] as number[] };
  for (let part = 0; part <= parts; part++) {
    for (const [name, bytes] of kept) {
      const end = Buffer.alloc(part % 3 === 0 ? 0 : 500, part);
      writeFileSync(name, name === cut ? Buffer.concat([bytes.subarray(0, Math.floor((bytes.length * part) / parts)), end]) : bytes);
    }
    found.entries.push(ordersIn(copy));
    found.syncs.push(syncsIn(copy));
  }
  return found;
}

it.each([40, NEVER_PAGES])(
  'has a beginning of what was written, whole, when the end of a log never reached the disk (log of %i pages)',
  { timeout: 120_000 },
  async (pagesOfLog) => {
    const { entries } = await cutLogOf('own', pagesOfLog, 24);
    expect(new Set(entries).size).toBeGreaterThan(pagesOfLog === NEVER_PAGES ? 3 : 0);
  },
);

it(
  'K8 what is lost of the history’s log costs no draft and no message, and no sync is there whose keys are not',
  { timeout: 120_000 },
  async () => {
    const { known, entries, syncs } = await cutLogOf('history', NEVER_PAGES, 12);
    expect(Math.min(...entries)).toBeGreaterThanOrEqual(known);
    // A beginning of the syncs, each time a longer one.
    expect(syncs).toEqual(syncs.toSorted((a, b) => a - b));
    expect(new Set(syncs).size).toBeGreaterThan(3);
  },
);

it('lets the next process in when the one before was killed', { timeout: 60_000 }, async () => {
  startWriting();
  await untilAcknowledged(30);
  writer.kill('SIGKILL');
  await once(writer, 'exit');
  expect(ordersIn(folder.path)).toBeGreaterThanOrEqual(30);
});
