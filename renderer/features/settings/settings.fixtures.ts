import type { AccountLinks } from '../../../core/features/account/accountLinks.ts';
import { accountMenu, fixture, offline, zoomed, type Deed, type Fixtures } from '../../fixtures/fixture.ts';
import { ownAccount, ownDevices } from '../../fixtures/ownAccount.ts';

const open: readonly Deed[] = [accountMenu, 'menuitem:Settings'];
export const settingsTab = (name: 'Security' | 'Devices' | 'Appearance' | 'This computer' | 'Updates'): readonly Deed[] => [
  ...open,
  `tab:${name}`,
];
const ask: readonly Deed[] = [...settingsTab('Devices'), 'checkbox:Select all', 'button:Sign out 3 devices'];
const elsewhere: AccountLinks = { actions: ['profile', 'devices_list', 'device_delete', 'account_deactivate'], page: true };

export const settingsFixtures: Fixtures = {
  settings: fixture('What others see beside your messages.', {}, open),
  settingsZoomed: zoomed(fixture('What others see beside your messages.', {}, open)),
  settingsSearch: fixture('Backup of your keys', {}, [...open, 'field:Search settings', 'type:key']),
  settingsSearchLed: fixture('When your session expires', {}, [
    ...open,
    'field:Search settings',
    'type:hide',
    'button:Hide messages while signed out Security',
  ]),
  settingsSearchNothing: fixture('No setting called', {}, [...open, 'field:Search settings', 'type:sticker']),
  settingsFailing: fixture('The server cannot be reached.', { failing: { ownAccount: offline } }, open),
  settingsElsewhere: fixture('managed on your server’s own pages', { answers: { accountLinks: elsewhere } }, open),
  settingsEverywhere: fixture('Every device of your account is signed out', {}, [...open, 'button:Sign out everywhere…']),
  settingsClose: fixture('Ask the server to forget my messages', {}, [...open, 'button:Close account…']),
  settingsSecurity: fixture('Could be longer', {}, [...settingsTab('Security'), 'field:New password', 'type:Lighthouse']),
  settingsPasswordForbidden: fixture(
    'does not let you change your password',
    { answers: { ownAccount: { ...ownAccount, mayChangePassword: false } } },
    settingsTab('Security'),
  ),
  settingsLocked: fixture(
    'Your recovery key opens them.',
    { recovery: { is: 'locked', opens: 'history', phrase: true } },
    settingsTab('Security'),
  ),
  settingsBackup: fixture(
    '12 keys wait to be sent',
    { keyBackup: { is: 'on', waiting: 12, opens: 'recoveryKey' } },
    settingsTab('Security'),
  ),
  settingsBackupLost: fixture(
    'nothing opens your account’s backup any more',
    { keyBackup: { is: 'notConnected', why: 'lost' } },
    settingsTab('Security'),
  ),
  settingsBackupOff: fixture('Off, as you chose.', { keyBackup: { is: 'off' } }, settingsTab('Security')),
  settingsKeys: fixture('are put into a file', {}, [...settingsTab('Security'), 'button:Keep a copy of your keys…']),
  settingsKept: fixture(
    'About 231 MB of 412 MB become free.',
    {
      keptMessages: {
        keeps: 'year',
        bytes: 412_000_000,
        frees: { everything: 0, year: 231_000_000, threeMonths: 344_000_000, month: 379_000_000 },
      },
    },
    settingsTab('Security'),
  ),
  settingsDevices: fixture('Firefox at the library', {}, settingsTab('Devices')),
  settingsOneDevice: fixture(
    'You are signed in on no other device.',
    { answers: { ownDevices: ownDevices.slice(0, 1) } },
    settingsTab('Devices'),
  ),
  settingsDevicesElsewhere: fixture(
    'Your other devices are signed out on',
    { answers: { accountLinks: elsewhere } },
    settingsTab('Devices'),
  ),
  settingsConfirm: fixture('3 devices are signed out once you confirm.', {}, ask),
  settingsWrong: fixture('That is not your password.', {}, [...ask, 'type:wrong', 'button:Confirm']),
  settingsBrowser: fixture('Finish in your browser, then come back.', {}, [...ask, 'button:Use your browser instead']),
  settingsAppearance: fixture('Zoom', {}, settingsTab('Appearance')),
  settingsComputer: fixture('It starts without a window.', { answers: { autostart: 'on' } }, settingsTab('This computer')),
  settingsNoAutostart: fixture('cannot be started by the system', { answers: { autostart: 'unavailable' } }, settingsTab('This computer')),
  settingsNoKey: fixture(
    'None opens all your messages.',
    { recoveryKeyState: { is: 'missing', history: true, putOff: true } },
    settingsTab('Security'),
  ),
};
