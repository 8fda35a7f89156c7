import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createDurable } from '../disk/durable.ts';
import { fakeLog } from '../FakeLog.ts';
import { EraseNotice } from './eraseNotice.ts';
import { eraseReasons } from './journal.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-notice-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function open() {
  const log = fakeLog();
  const path = join(folder, 'erased.json');
  return {
    path,
    log,
    notice: new EraseNotice(
      path,
      createDurable(log, undefined, () => undefined),
      log,
    ),
  };
}

test('E6 what the server did is kept until it was read; what one did oneself is not', async () => {
  const { notice } = open();
  expect(notice.read()).toEqual([]);
  for (const reason of eraseReasons) {
    await notice.keep({ reason, at: 5 });
    const isOwn = reason === 'signedOutHere' || reason === 'startedOver';
    expect(open().notice.read(), reason).toEqual(isOwn ? [] : [{ reason, at: 5 }]);
    await notice.forget({ reason, at: 5 });
    expect(open().notice.read()).toEqual([]);
  }
  expect(readdirSync(folder)).toEqual([]);
});

test('E6 E8 of several accounts each end is kept until that one was read', async () => {
  const { notice } = open();
  const first = { reason: 'signedOutElsewhere', at: 5 } as const;
  const second = { reason: 'deviceReplaced', at: 7 } as const;
  await Promise.all([notice.keep(first), notice.keep(second), notice.keep(first)]);
  await notice.forget({ reason: 'signedOutHere', at: 9 });
  expect(open().notice.read()).toEqual([second, first]);
  await notice.forget(first);
  expect(open().notice.read()).toEqual([second]);
});

test('E6 a notice that cannot be read is said in the log and shows nothing', () => {
  const { notice, path, log } = open();
  writeFileSync(path, '{"v":1,"erases":[{"reason":"somebodyElse","at":5}]}');
  expect(notice.read()).toEqual([]);
  expect(log.lines).toHaveLength(1);
});
