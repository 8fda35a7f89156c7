import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FilesToSend } from './filesToSend.ts';

let folder: string;
let files: FilesToSend;
const key = randomBytes(32);
const [one, two] = ['0e6c1b52-9f0e-4d0a-9a86-0f6a6f2f5a01', '0e6c1b52-9f0e-4d0a-9a86-0f6a6f2f5a02'];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-uploads-'));
  files = new FilesToSend({ place: () => ({ folder, key }) });
});
afterEach(() => rmSync(folder, { recursive: true }));

const keep = (id: string, at: number, text: string, isLast = false, to = files): Promise<void> =>
  to.keep({ id, at, bytes: Buffer.from(text), isLast });

async function textOf(id: string): Promise<string> {
  const reader = await files.open(id);
  let text = '';
  for await (const piece of reader.read()) text += Buffer.from(piece).toString();
  await reader.close();
  return text;
}

test('piece by piece, each where the one before ended; only what is whole can be opened', async () => {
  await keep(one, 0, 'first ');
  await expect(files.open(one)).rejects.toMatchObject({ error: { code: 'fileLost' } });
  await keep(one, 6, 'second', true);
  expect(await textOf(one)).toBe('first second');
  await keep(two, 0, 'a');
  await expect(keep(two, 5, 'gap')).rejects.toMatchObject({ error: { code: 'badArgument' } });
  await expect(keep(two, 1, 'goes on'), 'what was wrong once is gone').rejects.toMatchObject({ error: { code: 'badArgument' } });
  expect(readdirSync(folder)).toEqual([one]);
  // Begun anew, it is another one.
  await keep(two, 0, 'anew', true);
  expect(await textOf(two)).toBe('anew');
});

test('what an earlier run has left goes unless it is still to be sent; what this run keeps stays', async () => {
  const earlier = new FilesToSend({ place: () => ({ folder, key }) });
  await keep(one, 0, 'queued', true, earlier);
  await keep(two, 0, 'forgotten', true, earlier);
  const three = two.replace(/02$/, '03');
  await keep(three, 0, 'half', false, earlier);
  const four = two.replace(/02$/, '04');
  await keep(four, 0, 'just chosen', true);
  await files.keepOnly([one]);
  expect(readdirSync(folder).sort()).toEqual([one, four]);
  await files.drop([one, four, two]);
  expect(readdirSync(folder)).toEqual([]);
});

test('T97 once its account is being destroyed nothing is written into its folder any more', async () => {
  await keep(one, 0, 'half');
  await files.close();
  expect(readdirSync(folder)).toEqual([]);
  await expect(keep(two, 0, 'late', true)).rejects.toMatchObject({ error: { code: 'sessionPaused' } });
  await expect(files.open(one)).rejects.toMatchObject({ error: { code: 'sessionPaused' } });
});
