import { fixture, type Fixtures } from '../../fixtures/fixture.ts';

export const jumpToFixtures: Fixtures = {
  jump: fixture('Community garden, north plot', {}, ['button:Jump to…']),
  jumpNothing: fixture('No room or person called “zzz”.', {}, ['button:Jump to…', 'type:zzz']),
};
