import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Handlers } from '../../core/contracts/contract.ts';
import type { StoreContract } from '../../core/contracts/store.ts';
import { Failure } from '../../core/errors.ts';
import { entryOf } from '../tables/entries.fixtures.ts';
import { closeStores, keyNumber, openedStores, pathsOf, storeFolder } from '../file/storeFolder.fixtures.ts';
import type { StoreFolder } from '../file/storeFolder.fixtures.ts';
import { guarded } from '../guarded.ts';
import { storeHandlers } from '../storeHandlers.fixtures.ts';
import { openStores } from './openStores.ts';

let folder: StoreFolder;

beforeEach(() => {
  folder = storeFolder();
});
afterEach(() => folder.remove());

type Calls = Handlers<StoreContract>['calls'];

function codeOf(work: () => unknown): string {
  try {
    void work();
    return 'done';
  } catch (cause) {
    return cause instanceof Failure ? cause.error.code : String(cause);
  }
}

/** Queues messages until one is refused; gives how many were acknowledged, and the code of the refusal. */
function fill(calls: Calls): { acknowledged: number; code: string } {
  for (let order = 1; order < 10_000; order++) {
    const code = codeOf(() => calls.putOutbox({ entry: entryOf(order, { content: 'x'.repeat(3000) }) }));
    if (code !== 'done') return { acknowledged: order - 1, code };
  }
  throw new Error('never full');
}

it('answers diskFull at the limit, keeps what it acknowledged and goes on when there is room', () => {
  const stores = openedStores(folder.path);
  const { calls } = guarded(stores, pathsOf(folder.path));
  stores.own.db.pragma('store.max_page_count = 60');
  const { acknowledged, code } = fill(calls);
  expect(code).toBe('diskFull');
  expect(acknowledged).toBeGreaterThan(10);
  expect(calls.outbox({})).toHaveLength(acknowledged);
  stores.own.db.pragma('store.max_page_count = 1000000');
  expect(codeOf(() => calls.putOutbox({ entry: entryOf(0) }))).toBe('done');
  expect(calls.outbox({})).toHaveLength(acknowledged + 1);
  closeStores(stores);
});

it('answers diskReadOnly to a write, and still reads', () => {
  const stores = openedStores(folder.path);
  const { calls } = guarded(stores, pathsOf(folder.path));
  calls.putDraft({ roomId: '!a', text: 'kept' });
  stores.own.db.pragma('query_only = 1');
  expect(codeOf(() => calls.putDraft({ roomId: '!a', text: 'refused' }))).toBe('diskReadOnly');
  expect(calls.drafts({})).toEqual([{ roomId: '!a', text: 'kept' }]);
  stores.own.db.pragma('query_only = 0');
  closeStores(stores);
});

/** A small file system of its own; only root can mount one. */
function mountable(): boolean {
  const probe = storeFolder();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'latchkey-test', probe.beside('.')], { stdio: 'ignore' });
    execFileSync('umount', [probe.beside('.')], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  } finally {
    probe.remove();
  }
}

describe.skipIf(process.platform !== 'linux' || !mountable())('on a real small disk', () => {
  let disk: string;

  beforeEach(() => {
    disk = folder.beside('disk');
    mkdirSync(disk);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'latchkey-test', disk]);
  });
  afterEach(() => {
    execFileSync('umount', [disk]);
  });

  it('is full: acknowledged messages stay, and it goes on when there is room', () => {
    const path = join(disk, 'store.db');
    const stores = openedStores(path);
    const { calls } = guarded(stores, pathsOf(path));
    const { acknowledged, code } = fill(calls);
    expect(code).toBe('diskFull');
    execFileSync('mount', ['-o', 'remount,size=8m', disk]);
    expect(codeOf(() => calls.putOutbox({ entry: entryOf(0) }))).toBe('done');
    closeStores(stores);
    const again = openedStores(path);
    expect(storeHandlers(again).calls.outbox({})).toHaveLength(acknowledged + 1);
    closeStores(again);
  });

  it('is full before there is a file', () => {
    execFileSync('mount', ['-o', 'remount,size=4k', disk]);
    writeFileSync(join(disk, 'filler'), new Uint8Array(4096));
    expect(openStores(pathsOf(join(disk, 'store.db')), keyNumber(1), true).outcome).toBe('diskFull');
  });

  it('is read-only: said at open, with the file untouched', () => {
    const path = join(disk, 'store.db');
    closeStores(openedStores(path));
    execFileSync('mount', ['-o', 'remount,ro', disk]);
    expect(openStores(pathsOf(path), keyNumber(1), true).outcome).toBe('diskReadOnly');
    expect(openStores(pathsOf(join(disk, 'other.db')), keyNumber(1), true).outcome).toBe('diskReadOnly');
    execFileSync('mount', ['-o', 'remount,rw', disk]);
    closeStores(openedStores(path));
  });
});
