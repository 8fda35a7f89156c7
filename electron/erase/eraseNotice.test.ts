import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createDurable } from '../durable.ts';
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
  return { path, log, notice: new EraseNotice(path, createDurable(log, undefined, () => undefined), log) };
}

test('E6 what the server did is kept until it was read; what one did oneself is not', async () => {
  const { notice } = open();
  expect(notice.read()).toBeNull();
  for (const reason of eraseReasons) {
    await notice.keep({ reason, at: 5 });
    const isOwn = reason === 'signedOutHere' || reason === 'startedOver';
    expect(open().notice.read(), reason).toEqual(isOwn ? null : { reason, at: 5 });
    await notice.forget();
    expect(open().notice.read()).toBeNull();
  }
  expect(readdirSync(folder)).toEqual([]);
});

test('E6 a notice that cannot be read is said in the log and shows nothing', () => {
  const { notice, path, log } = open();
  writeFileSync(path, '{"v":1,"reason":"somebodyElse","at":5}');
  expect(notice.read()).toBeNull();
  expect(log.lines).toHaveLength(1);
});
