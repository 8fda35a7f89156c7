import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readPlacement, writePlacement } from './placement.ts';

const folder = mkdtempSync(join(tmpdir(), 'latchkey-window-'));
afterAll(() => rmSync(folder, { recursive: true }));
const path = join(folder, 'window.json');
const screens = [{ x: 0, y: 0, width: 1920, height: 1080 }];

test('the window comes back where it was, if there still is a screen', () => {
  expect(readPlacement(path, screens)).toEqual({ width: 1180, height: 780, maximized: false });
  const placement = { x: 100, y: 50, width: 900, height: 700, maximized: true };
  writePlacement(path, placement);
  expect(readPlacement(path, screens)).toEqual(placement);
  expect(readPlacement(path, [{ x: 5000, y: 0, width: 800, height: 600 }])).toEqual({ width: 900, height: 700, maximized: true });
});

test('a broken file is none', () => {
  writeFileSync(path, '{"width":1}');
  expect(readPlacement(path, screens).width).toBe(1180);
});
