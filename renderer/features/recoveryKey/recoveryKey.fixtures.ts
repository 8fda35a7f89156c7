import { fixture, zoomed, type Deed, type Fixtures } from '../../fixtures/fixture.ts';
import { settingsTab as tab } from '../settings/settings.fixtures.ts';

const missing = { is: 'missing', history: true, putOff: false } as const;
const makeKey: readonly Deed[] = ['button:Make a recovery key'];
const proveKey: readonly Deed[] = [...makeKey, 'button:Continue'];
const useKey: readonly Deed[] = [...proveKey, 'type:EsTc CVhk', 'button:Use this key'];

export const recoveryKeyFixtures: Fixtures = {
  newKey: fixture('Once this is closed', { recoveryKeyState: missing }, makeKey),
  newKeyZoomed: zoomed(fixture('Once this is closed', { recoveryKeyState: missing }, makeKey)),
  newKeyDevice: fixture('Once this is closed', { recoveryKeyState: { ...missing, history: false } }, [
    ...tab('Security'),
    'button:Make a recovery key…',
  ]),
  newKeyChange: fixture('takes the place of the one that you have', {}, [...tab('Security'), 'button:Change the recovery key…']),
  newKeyCopied: fixture('Copied.', { recoveryKeyState: missing }, [...makeKey, 'button:Copy']),
  newKeyProof: fixture('It is turned on once that is done.', { recoveryKeyState: missing }, proveKey),
  newKeyWrong: fixture('That is another key', { recoveryKeyState: missing }, useKey),
  newKeyGone: fixture(
    'have been changed on another device meanwhile',
    { recoveryKeyState: missing, kept: { is: 'nothingToKeep' } },
    useKey,
  ),
  newKeyDone: fixture(
    'When you sign in on a new device, Latchkey asks for it',
    { recoveryKeyState: missing, kept: { is: 'kept' } },
    useKey,
  ),
};
