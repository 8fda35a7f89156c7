import type { Update } from '../../../core/features/updates/model.ts';
import { fixture, type Fixtures } from '../../fixtures/fixture.ts';
import { settingsTab as tab } from '../settings/settings.fixtures.ts';

const update: Update = {
  version: '0.2.0',
  notes:
    'Threads: answers to a message can be kept together, and are counted.\nPictures: they are shown in the room, and stay locked on the disk.\n\nA message that was being typed when the server ended the session is there again after signing in.',
  bytes: 104_300_000,
  issuedAt: Date.UTC(2026, 10, 20, 9),
};
const offered = { attempt: 2, update, putOff: false } as const;
const problem = (is: 'wrongSignature' | 'older' | 'diskFull' | 'notInstalled') => ({ is });

export const updatesFixtures: Fixtures = {
  updates: fixture('When Latchkey starts, and once a day.', {}, tab('Updates')),
  updatesOff: fixture(
    'does not check for updates, as you chose',
    { settings: { lookForUpdates: false }, updates: { is: 'off', attempt: 1, why: { is: 'setting' } } },
    tab('Updates'),
  ),
  updatesPackager: fixture(
    'is updated by Flatpak',
    { updates: { is: 'off', attempt: 1, why: { is: 'packager', name: 'Flatpak' } } },
    tab('Updates'),
  ),
  updatesByHand: fixture('does not update itself', { updates: { is: 'off', attempt: 1, why: { is: 'byHand' } } }, tab('Updates')),
  updatesNotSetUp: fixture(
    'are not set up for this build',
    { updates: { is: 'off', attempt: 1, why: { is: 'notSetUp' } } },
    tab('Updates'),
  ),
  updatesChecking: fixture('Checking for updates…', { updates: { is: 'checking', attempt: 2, known: null } }, tab('Updates')),
  updatesAvailable: fixture('Threads: answers to a message', { updates: { is: 'available', ...offered } }, ['button:What is new']),
  updatesNotice: fixture('104 MB to download', { updates: { is: 'available', ...offered } }),
  updatesDownloading: fixture(
    '38.0 MB of 104 MB',
    { updates: { is: 'downloading', attempt: 3, update, received: 38_000_000 } },
    tab('Updates'),
  ),
  updatesReady: fixture('Your system may ask for your password then.', { updates: { is: 'ready', ...offered } }),
  updatesTampered: fixture(
    'was not signed by Latchkey’s makers',
    { updates: { is: 'failed', of: 'look', attempt: 2, problem: problem('wrongSignature') } },
    tab('Updates'),
  ),
  updatesExpired: fixture(
    'too old to be relied on',
    { updates: { is: 'failed', of: 'look', attempt: 2, problem: { is: 'expired', issuedAt: update.issuedAt } } },
    tab('Updates'),
  ),
  updatesDiskFull: fixture(
    'There is not enough room on the disk.',
    { updates: { is: 'failed', of: 'download', ...offered, problem: problem('diskFull') } },
    ['button:What is new'],
  ),
  updatesNotInstalled: fixture('the version that you had goes on', {
    updates: { is: 'failed', of: 'install', ...offered, problem: problem('notInstalled') },
  }),
};
