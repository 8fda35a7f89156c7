import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLogTo } from '../log.ts';
import { profileAt } from '../profile.ts';
import { removeLeftPartitions } from './leftPartitions.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'left-partitions-'))));
afterEach(() => rmSync(folder, { recursive: true }));

test('only a partition that no folder and no record knows is removed', () => {
  const [recorded, stored, erased] = ['a'.repeat(16), 'b'.repeat(16), 'c'.repeat(16)];
  for (const name of [`acct-${recorded}`, `acct-${stored}`, `acct-${erased}`, 'page', 'acct-other']) mkdirSync(join(folder, 'Partitions', name), { recursive: true });
  mkdirSync(join(folder, 'accounts', stored), { recursive: true });
  writeFileSync(join(folder, 'session.json'), JSON.stringify({ v: 1, accounts: [{ slug: recorded }] }));
  removeLeftPartitions(profileAt(folder, false), createLogTo([]));
  expect(readdirSync(join(folder, 'Partitions')).toSorted()).toEqual([`acct-${recorded}`, `acct-${stored}`, 'acct-other', 'page']);
});

test('a first run has nothing to remove', () => {
  removeLeftPartitions(profileAt(folder, false), createLogTo([]));
  expect(readdirSync(folder)).toEqual([]);
});
