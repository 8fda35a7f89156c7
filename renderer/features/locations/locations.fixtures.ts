import { fixture, since, type Fixtures } from '../../fixtures/fixture.ts';
import { aiko, me } from '../../fixtures/people.ts';
import { message } from '../../fixtures/timeline.ts';

const light = {
  type: 'location',
  label: 'The old light, where the path ends',
  latitude: 53.5413,
  longitude: 9.9841,
  accuracy: 20,
} as const;
const places = [
  message(aiko, since - 500_000, light),
  message(me, since - 400_000, { type: 'location', label: null, latitude: -33.8568, longitude: -151.2153, accuracy: null }),
];

export const locationsFixtures: Fixtures = {
  homeLocations: fixture('The old light', { timeline: () => places, older: [] }),
};
