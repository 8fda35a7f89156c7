import type { World } from '../../fixtures/fixtureBridge.ts';
import { active, fixture, live, offline, signedIn, since, type Fixture, type Fixtures } from '../../fixtures/fixture.ts';

const says = (sees: string, status: Partial<World['status']>): Fixture => fixture(sees, { status: { ...live, ...status } });

/** What is said above the timeline. */
export const statusFixtures: Fixtures = {
  homeConnecting: says('Connecting…', { connection: { is: 'connecting' } }),
  homeOffline: says('Offline.', { connection: { is: 'down', error: offline, sinceTs: since } }),
  homeServerFailing: says('The server is having trouble.', {
    connection: { is: 'down', error: { code: 'serverFailing', status: 502 }, sinceTs: since },
  }),
  homeDiskFull: says('Your disk is full.', { disk: 'full' }),
  homeDiskReadOnly: says('Your disk cannot be written to.', { disk: 'readOnly' }),
  homeHistoryAnew: says('were damaged and are fetched again', { historyAnew: true }),
  homeSuspended: fixture('Your account is suspended', {
    status: { ...live, suspended: 'Too many invitations in one day.' },
    answers: {
      support: {
        contacts: [{ isSecurity: false, userId: '@desk:example.org', email: 'desk@example.org' }],
        page: 'https://example.org/help',
      },
    },
  }),
  homeEndsSoon: fixture('Your session ends at', { session: { ...active, expiresAt: Date.now() + 8 * 60_000 } }),
  homeChecking: fixture('asking again', {
    session: {
      phase: 'checking',
      ...signedIn,
      origin: 'active',
      problem: offline,
      tries: 2,
      since,
      hards: 1,
      doubted: false,
      unclear: false,
      looks: 0,
    },
  }),
  homeRefreshing: fixture('Offline.', {
    session: {
      phase: 'refreshing',
      ...signedIn,
      origin: 'active',
      cause: 'soft',
      held: true,
      problem: offline,
      tries: 3,
      message: '',
      since: null,
    },
  }),
  homeLocked: fixture('Older encrypted messages are locked here.', { recovery: { is: 'locked', opens: 'history', phrase: true } }),
};
