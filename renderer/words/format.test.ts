// @vitest-environment jsdom
import { expect, test } from 'vitest';
import * as format from './format.ts';
import { isolated } from './isolated.ts';

const now = Date.UTC(2026, 10, 26, 12);
const odd = [9.007e15, 8.64e15 + 1, -9.007e15, Infinity, -Infinity, NaN, '2026', null, undefined, {}, [], 1.5] as number[];

test('S-1 S-9 no number that a stranger or a server names makes a formatter throw', () => {
  let asked = 0;
  for (const value of odd) {
    const written = [
      ...[format.time, format.exactTime, format.dateAndTime, format.machineTime, format.count, format.duration, format.bytes].map((write) =>
        write(value),
      ),
      ...[format.shortWhen, format.dayCaption, format.ago].flatMap((write) => [write(value, now), write(now, value)]),
      format.pluralised(value, { one: 'one', other: '# things' }),
      format.names([value as unknown as string, 'x']),
    ];
    for (const text of written) expect(text).toEqual(expect.any(String));
    expect(format.dayOf(value)).not.toBeNaN();
    asked += 1;
  }
  expect(asked).toBe(odd.length);
});

test('T34 a name from right to left stands by itself in our sentences; any other is left as it is', () => {
  expect(isolated('Bob')).toBe('Bob');
  expect(isolated('Zoë 👩')).toBe('Zoë 👩');
  expect(isolated('שרה')).toBe('\u2068שרה\u2069');
  expect(format.names(['שרה', 'Bob'])).toBe('\u2068שרה\u2069 and Bob');
});
