import { fixture, type Fixtures } from '../../fixtures/fixture.ts';
import { design, detailOf } from '../../fixtures/rooms.ts';

export const composerFixtures: Fixtures = {
  homeReadOnly: fixture('You may read, but not write', { detail: () => detailOf(design, { canSend: false }) }),
};
