import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { SettingsFile } from './settingsFile.ts';

const folder = mkdtempSync(join(tmpdir(), 'latchkey-settings-'));
afterAll(() => rmSync(folder, { recursive: true }));
const path = join(folder, 'settings.json');

test('what was put is there again, and what is new or broken is the default', async () => {
  const first = new SettingsFile(path);
  expect(first.current).toMatchObject({ theme: 'system', zoom: 1 });
  await Promise.all([first.put({ ...first.current, theme: 'light' }), first.put({ ...first.current, theme: 'dark', zoom: 1.5 })]);
  expect(new SettingsFile(path).current).toEqual({ ...first.current, theme: 'dark', zoom: 1.5 });
  writeFileSync(path, '{"theme":"dark"}');
  expect(new SettingsFile(path).current).toMatchObject({ theme: 'dark', roomsWidth: 264 });
  for (const text of ['', '{"theme":"pink"}', '[]']) {
    writeFileSync(path, text);
    expect(new SettingsFile(path).current.theme).toBe('system');
  }
});
