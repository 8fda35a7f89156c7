import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { SettingsFile } from './settingsFile.ts';

const folder = mkdtempSync(join(tmpdir(), 'latchkey-settings-'));
afterAll(() => rmSync(folder, { recursive: true }));
const path = join(folder, 'settings.json');

test('T46 what was changed is there again, and what is new or broken is the default', async () => {
  const first = new SettingsFile(path);
  expect(first.current).toMatchObject({ theme: 'system', zoom: 1 });
  await Promise.all([first.change({ theme: 'light' }), first.change({ zoom: 1.5 }), first.change({ theme: 'dark' })]);
  expect(new SettingsFile(path).current).toEqual({ ...first.current, theme: 'dark', zoom: 1.5 });
  writeFileSync(path, '{"theme":"dark"}');
  expect(new SettingsFile(path).current).toMatchObject({ theme: 'dark', roomsWidth: 264 });
  // S-5: one bad key costs itself.
  writeFileSync(path, '{"theme":"dark","zoom":"huge","roomsWidth":300,"ofALaterVersion":1}');
  expect(new SettingsFile(path).current).toMatchObject({ theme: 'dark', zoom: 1, roomsWidth: 300 });
  for (const text of ['', '{"theme":"pink"}', '[]', 'null', '7']) {
    writeFileSync(path, text);
    expect(new SettingsFile(path).current.theme).toBe('system');
  }
});
