import { expect, test } from '@playwright/test';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { logsDirectory } from '../run/logsDirectory.ts';
import { decryptionsCompared, historiesCompared, historyFaults } from '../search/historyFaults.ts';

test('after every sync of the whole run the history was what the SDK has in its timelines', () => {
  const files = readdirSync(logsDirectory(), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const log = files.map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'utf8')).join('\n');
  expect(historyFaults(log)).toEqual([]);
  // A few tests may have no room between them.
  const syncs = log.split('synced with token').length - 1;
  expect(historiesCompared(log), 'histories that were compared').toBeGreaterThanOrEqual(syncs > 100 ? 20 : 0);
  expect(decryptionsCompared(log), 'of which something was decrypted').toBeGreaterThanOrEqual(syncs > 100 ? 5 : 0);
});
