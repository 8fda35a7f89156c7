import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLogTo } from '../log.ts';
import { profileAt } from '../profile/profile.ts';
import type { Profile } from '../profile/profile.ts';
import { leaveForNextStart, removeLeftPartitions } from './leftPartitions.ts';

let profile: Profile;
beforeEach(() => (profile = profileAt(mkdtempSync(join(tmpdir(), 'left-partitions-')))));
afterEach(() => rmSync(profile.folder, { recursive: true }));

const [unknown, erased, alsoErased] = ['a'.repeat(16), 'b'.repeat(16), 'c'.repeat(16)];
const partitions = (): string[] => readdirSync(join(profile.folder, 'Partitions')).toSorted();

test('only a partition that an erase named is removed, also where neither record nor folder know of another', async () => {
  for (const slug of [unknown, erased, alsoErased]) mkdirSync(profile.account(slug).partitionFolder, { recursive: true });
  await leaveForNextStart(profile, erased);
  await leaveForNextStart(profile, alsoErased);
  expect(readFileSync(join(profile.folder, 'leftPartitions.json'), 'utf8')).not.toMatch(new RegExp(`${erased}|${alsoErased}`));
  removeLeftPartitions(profile, createLogTo([]));
  expect(partitions()).toEqual([`acct-${unknown}`]);
  expect(existsSync(join(profile.folder, 'leftPartitions.json'))).toBe(false);
});

test('a list that cannot be read names nothing, and the next erase begins a new one', async () => {
  mkdirSync(profile.account(erased).partitionFolder, { recursive: true });
  mkdirSync(profile.account(unknown).partitionFolder, { recursive: true });
  writeFileSync(join(profile.folder, 'leftPartitions.json'), '{"v":1,"hashes":["../../outside"]}');
  removeLeftPartitions(profile, createLogTo([]));
  expect(partitions()).toHaveLength(2);
  await leaveForNextStart(profile, erased);
  removeLeftPartitions(profile, createLogTo([]));
  expect(partitions()).toEqual([`acct-${unknown}`]);
});

test('a first run has nothing to remove', () => {
  removeLeftPartitions(profile, createLogTo([]));
  expect(readdirSync(profile.folder)).toEqual([]);
});
