import type { FoundPerson } from '../../../core/features/directory/model.ts';
import { fixture, type Deed, type Fixtures } from '../../fixtures/fixture.ts';

const menu = (item: string): readonly Deed[] => ['button:More for this room', `menuitem:${item}`];
const found: readonly FoundPerson[] = [
  { userId: '@tove:elsewhere.example', name: 'Tove', chat: null },
  { userId: '@rasmus:elsewhere.example', name: 'Rasmus', chat: null },
];

/** Who comes into a room, and leaving it. */
export const membershipFixtures: Fixtures = {
  roomMenu: fixture('Invite people…', {}, ['button:More for this room']),
  invitePeople: fixture('Rasmus', { foundPeople: { people: found, more: false, onlyKnown: true } }, menu('Invite people…')),
  leaveRoom: fixture('Forget it, too', {}, menu('Leave room…')),
};
