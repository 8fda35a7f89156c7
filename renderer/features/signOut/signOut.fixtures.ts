import { accountMenu, fixture, offline, signedIn, since, type Fixtures } from '../../fixtures/fixture.ts';

export const signOutFixtures: Fixtures = {
  signOut: fixture('3 messages have not been sent', {}, [accountMenu, 'menuitem:Sign out…']),
  signOutNothingLost: fixture(
    'Nothing would be lost',
    { loss: { unsentCount: 0, encryptedRoomCount: 0, keysOpenedBy: 'recoveryKey', waitingKeys: 0 } },
    [accountMenu, 'menuitem:Sign out…'],
  ),
  signOutSending: fixture(
    'Sending 12 keys to your backup…',
    {
      keyBackup: { is: 'on', waiting: 12, opens: 'recoveryKey' },
      keysHang: true,
      loss: { unsentCount: 0, encryptedRoomCount: 9, keysOpenedBy: 'recoveryKey', waitingKeys: 12 },
    },
    [accountMenu, 'menuitem:Sign out…', 'button:Sign out'],
  ),
  signOutUnopenable: fixture(
    'Nothing opens the backup of your keys',
    { loss: { unsentCount: 0, encryptedRoomCount: 9, keysOpenedBy: 'nobody', waitingKeys: 0 } },
    [accountMenu, 'menuitem:Sign out…'],
  ),
  signOutRunning: fixture('Signing out…', {
    session: { phase: 'signingOut', ...signedIn, hards: 0, origin: 'active', problem: null, since, message: '', unclear: false },
  }),
  signOutUnreachable: fixture('The server does not know yet', {
    session: { phase: 'signingOut', ...signedIn, hards: 0, origin: 'active', problem: offline, since, message: '', unclear: false },
  }),
};
