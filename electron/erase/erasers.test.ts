import { expect, test } from 'vitest';
import { Erasers } from './erasers.ts';

/** Which names it was told of. */
function eraser() {
  const told: string[] = [];
  const holdEntry = async (name: string) => {
    told.push(`hold ${name}`);
    return {
      written: async () => void told.push(`written ${name}`),
      release: () => void told.push(`release ${name}`),
    };
  };
  return { told, holdEntry };
}

test('E1 E4 an eraser that comes while a sign-in writes an entry leaves that one alone, too, and hears how it ended', async () => {
  const erasers = new Erasers();
  const [before, during, after] = [eraser(), eraser(), eraser()];
  erasers.add(before);
  const written = await erasers.holdEntry('@a:hs');
  const refused = await erasers.holdEntry('@b:hs');
  erasers.add(during);
  expect(during.told).toEqual(['hold @a:hs', 'hold @b:hs']);
  await written.written();
  refused.release();
  await expect.poll(() => during.told).toEqual(['hold @a:hs', 'hold @b:hs', 'written @a:hs', 'release @b:hs']);
  expect(before.told).toEqual(during.told);
  erasers.add(after);
  expect(after.told).toEqual([]);
  expect([erasers.isOfThisRun('@a:hs'), erasers.isOfThisRun('@b:hs')]).toEqual([true, false]);
});
