import { accountMenu, fixture, type Fixtures } from '../../fixtures/fixture.ts';

export const roomsFixtures: Fixtures = {
  homeMenu: fixture('Add account', {}, [accountMenu]),
  homeCollapsed: fixture('css:[aria-label="Show the room list"]', { settings: { roomsCollapsed: true } }),
  homeNoRooms: fixture('Begin with one of these', { rooms: [], lastRoom: null }),
  homeRecoveryKey: fixture('Keep a way back to your messages', { recoveryKeyState: { is: 'missing', history: true, putOff: false } }),
};
