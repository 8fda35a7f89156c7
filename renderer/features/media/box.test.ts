import { expect, test } from 'vitest';
import { boxOf } from './box.ts';

test('a picture has its space before it is there: its shape, within bounds, never larger than it is', () => {
  expect(boxOf({ width: 4000, height: 3000 })).toEqual({ width: 420, height: 315 });
  expect(boxOf({ width: 3000, height: 4000 })).toEqual({ width: 240, height: 320 });
  expect(boxOf({ width: 200, height: 100 })).toEqual({ width: 200, height: 100 });
  expect(boxOf({ width: 100_000, height: 1 })).toEqual({ width: 420, height: 105 });
  expect(boxOf({ width: 1, height: 100_000 })).toEqual({ width: 80, height: 320 });
  expect(boxOf({ width: 1, height: 1 })).toEqual({ width: 48, height: 48 });
  expect(boxOf(null)).toEqual({ width: 320, height: 240 });
  expect(boxOf({ width: 512, height: 512 }, true)).toEqual({ width: 192, height: 192 });
});
