import { expect, test } from 'vitest';
import { mapAddress } from './mapAddress.ts';

test('the address of a map is made of the numbers alone', () => {
  expect(mapAddress({ latitude: 53.5413, longitude: -0.0000001, accuracy: null })).toBe(
    'https://www.openstreetmap.org/?mlat=53.541300&mlon=-0.000000#map=16/53.541300/-0.000000',
  );
});
