import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { entryOf } from '../tables/entries.fixtures.ts';
import { copyStore, opened, storeFolder } from './storeFolder.fixtures.ts';
import type { StoreFolder } from './storeFolder.fixtures.ts';
import { storeHandlers } from '../storeHandlers.ts';

const NEVER_PAGES = 1_000_000;

let folder: StoreFolder;
let writer: ChildProcess;
let acknowledged: number;

beforeEach(() => {
  folder = storeFolder();
  acknowledged = 0;
});

/** The log goes into the file whenever it has so many pages, and begins anew: where it must be long, however the moment falls, that never happens. */
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
  const file = opened(path);
  const { calls } = storeHandlers(file);
  const entries = calls.outbox({}) as readonly unknown[];
  expect(entries).toEqual(entries.map((_, index) => entryOf(index + 1, { content: `content of ${index + 1}` })));
  const { log } = calls.loadSync({}) as { log: readonly string[] };
  expect(log).toEqual(log.map((_, index) => `sync after ${(index + 1) * 7}`));
  file.close();
  return entries.length;
}

/** The newest sync, and whether the draft that was kept after it is there. */
function newestIn(path: string): { sync: number; draft: number } {
  const file = opened(path);
  const { calls } = storeHandlers(file);
  const { log } = calls.loadSync({}) as { log: readonly string[] };
  const [draft] = calls.drafts({}) as readonly { text: string }[];
  file.close();
  return { sync: log.length * 7, draft: Number(draft?.text ?? 0) };
}

/** The writer stands still while its files are copied, as they would be found after a crash at that moment. */
async function cutAt(count: number, copy: string): Promise<void> {
  await untilAcknowledged(count);
  writer.kill('SIGSTOP');
  copyStore(folder.path, copy);
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

it.each([40, NEVER_PAGES])(
  'has a beginning of what was written, whole, when the end of the log never reached the disk (log of %i pages)',
  { timeout: 60_000 },
  async (pagesOfLog) => {
    const copy = folder.beside('copy.db');
    startWriting(pagesOfLog);
    await cutAt(120, copy);
    const [main, log] = [readFileSync(copy), readFileSync(`${copy}-wal`)];
    const found = new Set<number>();
    for (let part = 0; part <= 24; part++) {
      const length = Math.floor((log.length * part) / 24);
      writeFileSync(copy, main);
      writeFileSync(`${copy}-wal`, Buffer.concat([log.subarray(0, length), Buffer.alloc(part % 3 === 0 ? 0 : 500, part)]));
      found.add(ordersIn(copy));
    }
    expect(found.size).toBeGreaterThan(pagesOfLog === NEVER_PAGES ? 3 : 0);
  },
);

it(
  'K8 L-4 a draft that is durable makes every sync before it durable, wherever the log is cut: so the crypto store has to be durable before a sync is appended',
  { timeout: 60_000 },
  async () => {
    const copy = folder.beside('copy.db');
    startWriting(NEVER_PAGES);
    await cutAt(120, copy);
    const [main, log] = [readFileSync(copy), readFileSync(`${copy}-wal`)];
    let asked = 0;
    for (let part = 0; part <= 60; part++) {
      writeFileSync(copy, main);
      writeFileSync(`${copy}-wal`, log.subarray(0, Math.floor((log.length * part) / 60)));
      const { sync, draft } = newestIn(copy);
      if (draft > 7) asked++;
      // The writer keeps a draft three orders after each sync.
      expect(sync).toBeGreaterThanOrEqual(draft - 3);
      expect(draft).toBeGreaterThanOrEqual(sync - 4);
    }
    expect(asked).toBeGreaterThan(20);
  },
);

it('lets the next process in when the one before was killed', { timeout: 60_000 }, async () => {
  startWriting();
  await untilAcknowledged(30);
  writer.kill('SIGKILL');
  await once(writer, 'exit');
  expect(ordersIn(folder.path)).toBeGreaterThanOrEqual(30);
});
