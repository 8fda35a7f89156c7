import { expect, test } from 'vitest';
import { Microphone } from './microphone.ts';

test('T99 the page gets the microphone, and nothing else, when somebody has asked for it, and only then', () => {
  let now = 0;
  const microphone = new Microphone(() => now);
  const asks = (permission = 'media', origin = 'app://latchkey', types: readonly string[] = ['audio']): boolean =>
    microphone.mayOpen(permission, origin, types);
  expect(asks()).toBe(false);
  microphone.ask();
  expect([asks(), asks('media', 'app://latchkey/')]).toEqual([true, true]);
  for (const [permission, origin, types] of [
    ['media', 'app://latchkey', ['video']],
    ['media', 'app://latchkey', ['audio', 'video']],
    ['media', 'app://latchkey', []],
    ['media', 'app://engine', ['audio']],
    ['media', 'https://latchkey', ['audio']],
    ['media', '', ['audio']],
    ['geolocation', 'app://latchkey', ['audio']],
    ['display-capture', 'app://latchkey', ['audio']],
  ] as const)
    expect(asks(permission, origin, types), `${permission} ${origin} ${types}`).toBe(false);
  now = 10_000;
  expect(asks(), 'and not for long').toBe(false);
});
