import type { World } from '../../fixtures/fixtureBridge.ts';
import { fixture, type Deed, type Fixtures } from '../../fixtures/fixture.ts';
import { settingsTab as tab } from '../settings/settings.fixtures.ts';

const locked = { is: 'locked', opens: 'history', phrase: true } as const;
const lockedDevice = { is: 'locked', opens: 'device', phrase: false } as const;
const giveKey: readonly Deed[] = ['button:Enter recovery key', 'type:EsTc CVhk', 'button:Open'];
const recovered = (outcome: World['recovered']): Partial<World> => ({ recovery: locked, ...(outcome ? { recovered: outcome } : {}) });

export const recoveryFixtures: Fixtures = {
  recovery: fixture('It opens your older messages on this device.', { recovery: locked }, ['button:Enter recovery key']),
  recoveryDevice: fixture('It confirms that this device is yours.', { recovery: lockedDevice }, ['button:Enter recovery key']),
  recoveryWrong: fixture('That is neither the recovery key', recovered({ is: 'wrongKey' }), giveKey),
  recoveryNotAKey: fixture('That is not a whole recovery key.', recovered({ is: 'notAKey' }), giveKey),
  recoveryNothing: fixture('it was reset on another device', recovered({ is: 'nothingThere' }), giveKey),
  recoveryRestoring: fixture('1,200 of 3,412 keys', { recovery: { is: 'restoring', done: 1_200, total: 3_412 } }, [
    ...tab('Security'),
    'button:Show',
  ]),
  recoveryDone: fixture(
    '3,412 keys were brought back.',
    recovered({ is: 'opened', keys: { restored: 3_412, unreadable: 2 }, signed: true }),
    giveKey,
  ),
  recoveryNoBackup: fixture('There is no backup of your keys', recovered({ is: 'opened', keys: null, signed: true }), giveKey),
};
