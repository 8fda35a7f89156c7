import { expect, test } from '@playwright/test';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { logsDirectory } from '../run/logsDirectory.ts';

test('after every sync of the whole run the history was what the SDK has in its timelines', () => {
  const files = readdirSync(logsDirectory(), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const lines = files.flatMap(({ parentPath, name }) => readFileSync(join(parentPath, name), 'utf8').split('\n'));
  const hasSynced = lines.some((line) => line.includes('synced with token'));
  const compared = lines.filter((line) => line.includes('the history is compared with')).length;
  expect(compared, 'apps that compared').toBeGreaterThanOrEqual(hasSynced ? 1 : 0);
  expect(lines.filter((line) => /the history of \S+ is not the SDK's|the history could not be saved/.test(line))).toEqual([]);
});
