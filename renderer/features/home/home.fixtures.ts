import { fixture, messagesShown, signedIn, zoomed, type Fixtures } from '../../fixtures/fixture.ts';

export const homeFixtures: Fixtures = {
  opening: fixture('css:.skeleton', { session: { phase: 'opening', ...signedIn }, rooms: null, timeline: () => null }),
  home: fixture(messagesShown, {}),
  homeZoomed: zoomed(fixture(messagesShown, {})),
};
