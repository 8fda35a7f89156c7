import { expect, test } from 'vitest';
import { devicesShape } from './accountShapes.ts';

test('S-9 a device whose time, name or address is none is listed without it', () => {
  const odd = [9.007e15, -1, 1e300, '2026', {}, [], true];
  const { devices } = devicesShape.parse({
    devices: [
      ...odd.map((value) => ({ device_id: 'A', last_seen_ts: value })),
      { device_id: 'B', last_seen_ts: 1_700_000_000_000, display_name: 7, last_seen_ip: {} },
    ],
  });
  expect(devices.slice(0, -1).map(({ last_seen_ts: ts }) => ts)).toEqual(odd.map(() => null));
  expect(devices.at(-1)).toMatchObject({ last_seen_ts: 1_700_000_000_000, display_name: null, last_seen_ip: null });
});
