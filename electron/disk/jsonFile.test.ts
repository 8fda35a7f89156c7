import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { Durable } from './durable.ts';
import { JsonFile } from './jsonFile.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function newPath(): string {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-json-'));
  folders.push(folder);
  return join(folder, 'a.json');
}

test('changes that are asked for at once are made one upon the other, a failed one aside', async () => {
  const file = new JsonFile(newPath());
  const count = (): number => (file.read() as { count: number } | null)?.count ?? 0;
  const add = (): Promise<void> => file.change(({ write }) => write({ count: count() + 1 }));
  const outcomes = await Promise.allSettled([add(), file.change(() => Promise.reject(new Error('no'))), add(), add()]);
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
  expect(count()).toBe(3);
});

test('it counts the steps that have a name, can be removed, and says what is no JSON', async () => {
  const path = newPath();
  const steps: string[] = [];
  const durable: Durable = async (step, action) => {
    steps.push(step);
    return action();
  };
  const file = new JsonFile(path, durable);
  expect(file.read()).toBeNull();
  void file.change(({ write }) => write({ v: 1 }, 'a step'));
  await file.settled();
  expect(file.read()).toEqual({ v: 1 });
  await file.change(({ remove }) => remove());
  expect(readdirSync(join(path, '..'))).toEqual([]);
  expect(steps).toEqual(['a step']);
  writeFileSync(path, '{');
  expect(() => file.read()).toThrow(SyntaxError);
});
