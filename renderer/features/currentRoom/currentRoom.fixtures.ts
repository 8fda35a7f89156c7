import { fixture, type Fixtures } from '../../fixtures/fixture.ts';
import { rooms } from '../../fixtures/rooms.ts';

export const currentRoomFixtures: Fixtures = {
  homeNoRoom: fixture('Choose a room', { lastRoom: null }),
  homeInvite: fixture('invites you to join this room', { lastRoom: rooms[0]?.id ?? null }),
};
