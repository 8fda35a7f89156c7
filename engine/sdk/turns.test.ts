import { expect, test } from 'vitest';
import { Turns } from './turns.ts';

/** Two features, each of which writes down its turns. */
function twoFeatures(): { readonly turns: Turns; readonly heard: string[]; readonly leave: () => void } {
  const turns = new Turns();
  const heard: string[] = [];
  const writes = (name: string) => ({
    synced: () => void heard.push(`${name} synced`),
    ready: () => void heard.push(`${name} ready`),
    reached: () => void heard.push(`${name} reached`),
    async rooms() {
      await Promise.resolve();
      heard.push(`${name} rooms`);
    },
    loaded: () => void heard.push(`${name} loaded`),
  });
  turns.take(writes('a'));
  return { turns, heard, leave: turns.take(writes('b')) };
}

test('the rooms are there before anything is ready, what the server said comes last, and the order of the features holds in each turn', async () => {
  const { turns, heard } = twoFeatures();
  await turns.after({ fromServer: true, isLive: true });
  expect(heard).toEqual(['loaded', 'rooms', 'ready', 'reached', 'synced'].flatMap((turn) => [`a ${turn}`, `b ${turn}`]));
});

test('the saved rooms are no word of the server’s; ready comes once', async () => {
  const { turns, heard, leave } = twoFeatures();
  leave();
  await turns.after({ fromServer: false, isLive: false });
  expect(heard.splice(0)).toEqual(['a loaded', 'a rooms', 'a ready']);
  await turns.after({ fromServer: true, isLive: false });
  expect(heard).toEqual(['a loaded', 'a rooms', 'a reached']);
});

test('one that fails costs nobody behind it their turn, and is heard of', async () => {
  const turns = new Turns();
  const heard: string[] = [];
  turns.take({
    ready: () => {
      throw new Error('planted');
    },
  });
  turns.take({ ready: () => void heard.push('ready') });
  await expect(turns.after({ fromServer: false, isLive: false })).rejects.toThrow('planted');
  expect(heard).toEqual(['ready']);
});
