import { expect, test } from 'vitest';
import type { RecentEmoji } from '../../core/features/emoji/recentEmoji.ts';
import { RecentEmojiList } from './recentEmojiList.ts';

/** A server that can be cut off, and another device that writes to it. */
function world() {
  const server = { content: undefined as unknown, offline: false, writes: 0 };
  const shown: string[][] = [];
  const faults: unknown[] = [];
  const list = new RecentEmojiList(
    {
      known: () => server.content,
      read: () => (server.offline ? Promise.reject(new Error('offline')) : Promise.resolve(server.content)),
      async write(content) {
        server.content = content;
        server.writes += 1;
      },
    },
    (now: readonly RecentEmoji[]) => void shown.push(now.map(({ emoji, total }) => `${emoji}${total}`)),
    (cause) => void faults.push(cause),
  );
  return { server, shown, faults, list };
}

test('what is used is shown at once and written over what another device has written meanwhile', async () => {
  const { server, shown, list } = world();
  list.hear();
  expect(shown).toEqual([]);
  server.content = { recent_emoji: [{ emoji: '🔥', total: 2 }] };
  list.hear();
  server.content = {
    recent_emoji: [
      { emoji: '🎉', total: 7 },
      { emoji: '🔥', total: 2 },
    ],
  };
  list.use('🔥');
  expect(shown.at(-1)).toEqual(['🔥3']);
  await expect.poll(() => server.writes).toBe(1);
  expect(server.content).toEqual({
    recent_emoji: [
      { emoji: '🔥', total: 3 },
      { emoji: '🎉', total: 7 },
    ],
  });
});

test('what could not be written waits, is counted once, and stays shown', async () => {
  const { server, shown, faults, list } = world();
  server.offline = true;
  list.use('🙏');
  list.use('🙏');
  await expect.poll(() => faults.length).toBe(1);
  expect(shown.at(-1)).toEqual(['🙏2']);
  server.offline = false;
  list.write();
  await expect.poll(() => server.content).toEqual({ recent_emoji: [{ emoji: '🙏', total: 2 }] });
  list.write();
  list.hear();
  expect(shown.at(-1)).toEqual(['🙏2']);
  expect(server.writes).toBe(1);
});
