import { expect, test } from 'vitest';
import { settingsOffer } from './hostCalls.ts';

test('T46 of the settings only what changes is said: one of them or several, nothing unknown and nothing undefined', () => {
  for (const [change, isOne] of [
    [{ theme: 'dark' }, true],
    [{ theme: 'dark', zoom: 1.5 }, true],
    [{}, true],
    [{ theme: undefined }, false],
    [{ theme: 'pink' }, false],
    [{ zoom: 9 }, false],
    [{ ofALaterVersion: true }, false],
  ] as const)
    expect(settingsOffer.calls.changeSettings.safeParse(change).success, JSON.stringify(change)).toBe(isOne);
});
