import { expect, test } from '@playwright/test';
import { logsDirectory } from '../run/logsDirectory.ts';
import { secretsUsed } from '../run/secretsUsed.ts';
import { searchTree } from '../search/searchTree.ts';

test('T32 no log of the whole run holds a secret that the run used', () => {
  const secrets = secretsUsed();
  expect(secrets.length, 'secrets that the run used').toBeGreaterThan(0);
  const needles = Object.fromEntries(secrets.map((secret, index) => [`secret ${index + 1}`, secret]));
  const { files, hits } = searchTree(logsDirectory(), needles);
  expect(files, 'log files of the run').toBeGreaterThan(0);
  expect(hits).toEqual([]);
});
