import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fakeLog } from '../FakeLog.ts';
import { moveProfile } from './moveProfile.ts';
import type { Moved, MoveParts } from './moveProfile.ts';
import { fingerprintOf } from './tree.ts';

/** The process ends here: nothing of ours may catch it. */
class Killed extends Error {}

let home: string;
/** On another disk than `home`, where this system has one. */
let otherDisk: string | null;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'latchkey-move-'));
  const memory = '/dev/shm';
  otherDisk = existsSync(memory) && statSync(memory).dev !== statSync(home).dev ? mkdtempSync(join(memory, 'latchkey-move-')) : null;
});
afterEach(() => {
  for (const folder of [home, otherDisk]) if (folder) rmSync(folder, { recursive: true, force: true });
});

const older = (): string => join(home, '.config', 'Latchkey');
const usual = (): string => join(home, '.local', 'share', 'latchkey', 'profiles', 'default');

/** A profile with one account, as far as the disk knows of it. */
function fill(folder: string, account = 'alice'): string {
  mkdirSync(join(folder, 'accounts', '0123456789abcdef'), { recursive: true });
  mkdirSync(join(folder, 'Partitions', 'acct-0123456789abcdef', 'IndexedDB'), { recursive: true });
  writeFileSync(join(folder, 'session.json'), JSON.stringify({ v: 1, accounts: [{ account }] }));
  writeFileSync(join(folder, 'accounts', '0123456789abcdef', 'store.db'), Buffer.alloc(70_000, 7));
  writeFileSync(join(folder, 'Partitions', 'acct-0123456789abcdef', 'IndexedDB', '000003.log'), 'keys');
  writeFileSync(join(folder, 'erase-0123456789abcdef.json'), '{"v":1}');
  symlinkSync('host-12345', join(folder, 'SingletonLock'));
  return fingerprintOf(folder);
}

interface Run {
  readonly moved: Moved | 'killed';
  readonly steps: number;
}

/** `end`: before (`kill`) or after (`kill-after`) that step, or with an error of the disk's (`fail`). */
function run(folder: string, end?: { readonly how: 'kill' | 'kill-after' | 'fail'; readonly at: number }): Run {
  let steps = 0;
  const step: MoveParts['step'] = (_name, action) => {
    steps += 1;
    const hit = end?.at === steps ? end.how : undefined;
    if (hit === 'kill') throw new Killed();
    if (hit === 'fail') throw Object.assign(new Error('EIO: made to fail'), { code: 'EIO' });
    const result = action();
    if (hit === 'kill-after') throw new Killed();
    return result;
  };
  try {
    return { moved: moveProfile({ older: older(), folder, log: fakeLog(), step }), steps };
  } catch (cause) {
    if (!(cause instanceof Killed)) throw cause;
    return { moved: 'killed', steps };
  }
}

test('J13 on one disk the folder moves in one step, with an unfinished erase in it', () => {
  const before = fill(older());
  expect(run(usual()).moved).toEqual({ is: 'moved' });
  expect(existsSync(older())).toBe(false);
  expect(fingerprintOf(usual())).toBe(before);
  expect(readdirSync(usual())).toContain('erase-0123456789abcdef.json');
  expect(run(usual()).moved).toEqual({ is: 'nothing' });
});

test('J13 where there is nothing, nothing happens; settings alone move, but not over what is there', () => {
  expect(run(usual()).moved).toEqual({ is: 'nothing' });
  mkdirSync(older(), { recursive: true });
  writeFileSync(join(older(), 'settings.json'), '{"theme":"dark"}');
  expect(run(usual()).moved).toEqual({ is: 'moved' });
  mkdirSync(older());
  writeFileSync(join(older(), 'settings.json'), '{"theme":"light"}');
  expect(run(usual()).moved).toEqual({ is: 'nothing' });
  expect(readFileSync(join(usual(), 'settings.json'), 'utf8')).toBe('{"theme":"dark"}');
});

test('J13 accounts in the older folder are worth more than a newer one without any', () => {
  const before = fill(older());
  mkdirSync(join(usual(), 'accounts'), { recursive: true });
  writeFileSync(join(usual(), 'session.json'), JSON.stringify({ v: 1, accounts: [] }));
  writeFileSync(join(usual(), 'settings.json'), '{}');
  for (const how of ['kill', 'kill-after'] as const) {
    for (let at = 1; run(usual(), { how, at }).moved === 'killed'; at += 1)
      expect([usual(), older()].filter(existsSync).map(fingerprintOf)).toContain(before);
  }
  expect(run(usual()).moved).toEqual({ is: 'nothing' });
  expect(fingerprintOf(usual())).toBe(before);
  expect(readdirSync(join(usual(), '..'))).toEqual(['default']);
});

test('J13 accounts in both: neither folder is touched', () => {
  const before = [fill(older()), fill(usual(), 'bob')];
  expect(run(usual()).moved).toEqual({ is: 'both' });
  expect([older(), usual()].map(fingerprintOf)).toEqual(before);
});

test('J13 a link to where somebody put the profile is moved, and leads to the same place', () => {
  const real = join(home, 'big disk', 'Latchkey');
  const before = fill(real);
  mkdirSync(join(home, '.config'));
  symlinkSync('../big disk/Latchkey', older());
  expect(run(usual(), { how: 'kill-after', at: 2 }).moved).toBe('killed');
  expect(run(usual()).moved).toEqual({ is: 'moved' });
  expect(realpathSync(usual())).toBe(realpathSync(real));
  expect(fingerprintOf(real)).toBe(before);
  expect(lstatSync(older(), { throwIfNoEntry: false })).toBeUndefined();
});

test('J13 a link that somebody made from the one place to the other stays', () => {
  const before = fill(usual());
  mkdirSync(join(home, '.config'));
  symlinkSync(usual(), older());
  expect(run(usual()).moved).toEqual({ is: 'nothing' });
  expect([fingerprintOf(usual()), realpathSync(older())]).toEqual([before, realpathSync(usual())]);
});

test('J13 across disks it is copied, compared and switched to; then the older one is gone', (context) => {
  if (!otherDisk) return context.skip('this system has no second disk');
  const before = fill(older());
  const folder = join(otherDisk, 'latchkey', 'profiles', 'default');
  expect(run(folder).moved).toEqual({ is: 'moved' });
  expect(fingerprintOf(folder)).toBe(before);
  expect(readdirSync(join(home, '.config'))).toEqual([]);
  expect(readdirSync(join(folder, '..'))).toEqual(['default']);
  return undefined;
});

test.each(['kill', 'kill-after', 'fail'] as const)(
  'J13 across disks: %s at every step loses nothing, and the next start ends it',
  (how) => {
    if (!otherDisk) return;
    let walked = 0;
    let lefts = 0;
    for (let at = 1; ; at += 1) {
      rmSync(join(home, '.config'), { recursive: true, force: true });
      const folder = join(otherDisk, String(at), 'latchkey', 'profiles', 'default');
      const before = fill(older());
      const { moved, steps } = run(folder, { how, at });
      if (steps < at) break;
      walked += 1;
      const wholeThere = [older(), folder]
        .filter((path) => existsSync(path) && !existsSync(join(path, 'movedFrom.json')))
        .map(fingerprintOf);
      const marked = existsSync(join(folder, 'movedFrom.json'));
      expect(wholeThere.includes(before) || marked, `step ${at}`).toBe(true);
      if (how === 'fail' && moved !== 'killed' && moved.is === 'failed') expect(fingerprintOf(older())).toBe(before);
      run(folder);
      // What the system does not let us take away stays, and is known to be the older one.
      const isLeft = how === 'fail' && existsSync(older());
      lefts += isLeft ? 1 : 0;
      if (isLeft) rmSync(join(folder, 'movedFrom.json'));
      expect(fingerprintOf(folder), `step ${at}`).toBe(before);
      expect(readdirSync(join(home, '.config')), `step ${at}`).toEqual(isLeft ? ['Latchkey'] : []);
      expect(readdirSync(join(folder, '..')), `step ${at}`).toEqual(['default']);
    }
    expect(walked).toBeGreaterThanOrEqual(10);
    expect(lefts).toBe(how === 'fail' ? 1 : 0);
  },
);

test('J13 across disks, killed after the switch: what an older version wrote meanwhile is what counts', () => {
  if (!otherDisk) return;
  const folder = join(otherDisk, 'latchkey', 'profiles', 'default');
  fill(older());
  const steps = run(join(otherDisk, 'count')).steps;
  fill(older());
  // The last three: the older folder is nobody's, goes, and the mark goes.
  expect(run(folder, { how: 'kill', at: steps - 2 }).moved).toBe('killed');
  expect(existsSync(join(folder, 'movedFrom.json'))).toBe(true);
  writeFileSync(join(older(), 'accounts', '0123456789abcdef', 'store.db'), 'written since');
  const since = fingerprintOf(older());
  expect(run(folder).moved).toEqual({ is: 'moved' });
  expect(fingerprintOf(folder)).toBe(since);
  expect(existsSync(older())).toBe(false);
});

test('J13 a folder that cannot be moved is left as it is, and moves at the next start', () => {
  const before = fill(older());
  let failures = 0;
  for (let at = 1; ; at += 1) {
    const { moved, steps } = run(usual(), { how: 'fail', at });
    if (steps < at) break;
    failures += 1;
    expect(moved).toMatchObject({ is: 'failed', cause: { code: 'EIO' } });
    expect(fingerprintOf(older())).toBe(before);
  }
  expect(failures).toBe(2);
  expect(fingerprintOf(usual())).toBe(before);
});
