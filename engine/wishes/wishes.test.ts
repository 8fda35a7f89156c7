import { expect, test } from 'vitest';
import type { AppError } from '../../core/errors.ts';
import { FakeLog } from '../FakeLog.ts';
import { Wishes } from './wishes.ts';

const [a, b] = ['!a:hs', '!b:hs'];
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
const forbidden: AppError = { code: 'refused', errcode: 'M_FORBIDDEN', status: 403, message: 'No' };

function wishesOf(saved: string | null) {
  const shown = new Map<string, boolean | null>();
  const kept: (string | null)[] = [];
  const put: string[] = [];
  const refused: string[] = [];
  const server: { answers: AppError | null } = { answers: null };
  const wishes = new Wishes(saved, {
    keep: (text) => Promise.resolve(void kept.push(text)),
    show: (key, on) => void shown.set(key, on),
    toError: (cause) => cause as AppError,
    refused: (key) => void refused.push(key),
    log: new FakeLog(),
  });
  const open = (): void =>
    wishes.open(async (key, on) => {
      if (server.answers) throw server.answers;
      put.push(`${key} ${on}`);
      await settled();
    });
  return { wishes, shown, kept, put, server, open, refused };
}

test('a wish is shown and kept before it goes; over a restart it still goes, the newest of each, once', async () => {
  const before = wishesOf(null);
  await before.wishes.want(a, true);
  await before.wishes.want(b, true);
  await before.wishes.want(b, false);
  expect(before.put).toEqual([]);
  const both = [
    [a, true],
    [b, false],
  ];
  expect([...before.shown]).toEqual(both);
  const after = wishesOf(before.kept.at(-1) ?? null);
  expect([...after.shown]).toEqual(both);
  after.open();
  await expect.poll(() => after.put).toEqual([`${a} true`, `${b} false`]);
  await expect.poll(() => after.kept.at(-1)).toBeNull();
  after.wishes.synced();
  await settled();
  expect(after.put).toHaveLength(2);
});

test('what does not go waits for the next sync; three syncs after it went the server’s own word counts', async () => {
  const { wishes, shown, put, server, open, refused } = wishesOf(null);
  server.answers = { code: 'offline' };
  open();
  await wishes.want(a, true);
  await settled();
  server.answers = null;
  wishes.synced();
  await expect.poll(() => put).toEqual([`${a} true`]);
  await settled();
  wishes.synced();
  wishes.synced();
  expect(shown.get(a)).toBe(true);
  wishes.synced();
  expect(shown.get(a)).toBeNull();
  expect(refused).toEqual([]);
});

test('whoever changes their mind while it is on its way is heard', async () => {
  const { wishes, put, open, shown } = wishesOf(null);
  open();
  void wishes.want(a, true);
  await expect.poll(() => put).toHaveLength(1);
  await wishes.want(a, false);
  await expect.poll(() => put).toEqual([`${a} true`, `${a} false`]);
  expect(shown.get(a)).toBe(false);
});

test('what the server refuses is taken back and said, and holds up nothing', async () => {
  const { wishes, shown, put, server, open, refused, kept } = wishesOf(null);
  server.answers = forbidden;
  open();
  await wishes.want(a, true);
  await expect.poll(() => refused).toEqual([a]);
  expect(shown.get(a)).toBeNull();
  server.answers = null;
  await wishes.want(b, true);
  await expect.poll(() => put).toEqual([`${b} true`]);
  await expect.poll(() => kept.at(-1)).toBeNull();
});

test('what was kept and cannot be read is nothing, and one bad wish costs itself', () => {
  for (const saved of ['{', '7', '[["a",true]]', '[[7]]']) expect(wishesOf(saved).shown.size, saved).toBe(0);
  expect([...wishesOf(`[["x"],["${a}",true]]`).shown]).toEqual([[a, true]]);
});
