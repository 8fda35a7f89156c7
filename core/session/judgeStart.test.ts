import { expect, test } from 'vitest';
import { judgeStart } from './judgeStart.ts';
import type { StartVerdict } from './judgeStart.ts';

type Row = readonly [
  keychain: 'present' | 'absent' | 'unreadable',
  record: boolean,
  store: boolean,
  keyOpens: boolean,
  sameDevice: boolean,
  outcome: StartVerdict,
];
const yes = true;
const no = false;

/** J10: 48 combinations, each with exactly one outcome. */
const rows: readonly Row[] = [
  ['present', yes, yes, yes, yes, 'open'],
  ['present', yes, yes, yes, no, 'storeCorrupt'],
  ['present', yes, yes, no, yes, 'storeCorrupt'],
  ['present', yes, yes, no, no, 'storeCorrupt'],
  ['present', yes, no, yes, yes, 'open'],
  ['present', yes, no, yes, no, 'storeCorrupt'],
  ['present', yes, no, no, yes, 'open'],
  ['present', yes, no, no, no, 'storeCorrupt'],
  ['present', no, yes, yes, yes, 'open'],
  ['present', no, yes, yes, no, 'open'],
  ['present', no, yes, no, yes, 'storeCorrupt'],
  ['present', no, yes, no, no, 'storeCorrupt'],
  ['present', no, no, yes, yes, 'firstRun'],
  ['present', no, no, yes, no, 'firstRun'],
  ['present', no, no, no, yes, 'firstRun'],
  ['present', no, no, no, no, 'firstRun'],
  ['absent', yes, yes, yes, yes, 'keyMissing'],
  ['absent', yes, yes, yes, no, 'keyMissing'],
  ['absent', yes, yes, no, yes, 'keyMissing'],
  ['absent', yes, yes, no, no, 'keyMissing'],
  ['absent', yes, no, yes, yes, 'keyMissing'],
  ['absent', yes, no, yes, no, 'keyMissing'],
  ['absent', yes, no, no, yes, 'keyMissing'],
  ['absent', yes, no, no, no, 'keyMissing'],
  ['absent', no, yes, yes, yes, 'keyMissing'],
  ['absent', no, yes, yes, no, 'keyMissing'],
  ['absent', no, yes, no, yes, 'keyMissing'],
  ['absent', no, yes, no, no, 'keyMissing'],
  ['absent', no, no, yes, yes, 'firstRun'],
  ['absent', no, no, yes, no, 'firstRun'],
  ['absent', no, no, no, yes, 'firstRun'],
  ['absent', no, no, no, no, 'firstRun'],
  ...([yes, no] as const).flatMap((record) =>
    ([yes, no] as const).flatMap((store) =>
      ([yes, no] as const).flatMap((keyOpens) =>
        ([yes, no] as const).map((sameDevice): Row => ['unreadable', record, store, keyOpens, sameDevice, 'keychainUnreadable']),
      ),
    ),
  ),
];

test('J10 the rows are all 48 combinations', () => {
  expect(new Set(rows.map((row) => row.slice(0, 5).join())).size).toBe(48);
});

test.each(rows)(
  'J10 keychain %s, record %s, store %s, key opens %s, same device %s → %s',
  (keychain, record, store, keyOpens, sameDevice, outcome) => {
    expect(judgeStart({ keychain, record, store, keyOpens, sameDevice })).toBe(outcome);
  },
);

test('J12 an entry that cannot be read as ours is said, whatever else is there: it is neither used nor replaced', () => {
  for (const record of [yes, no])
    for (const store of [yes, no])
      expect(judgeStart({ keychain: 'unusable', record, store, keyOpens: false, sameDevice: false })).toBe('keyUnusable');
});

test('J5 no keychain service on this system is said, whatever else is there', () => {
  expect(judgeStart({ keychain: 'unavailable', record: true, store: true, keyOpens: false, sameDevice: false })).toBe(
    'keychainUnavailable',
  );
});
