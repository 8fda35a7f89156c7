// @vitest-environment jsdom
import { expect, test } from 'vitest';
import type { LossPreview } from '../../../core/features/keys/model.ts';
import { lossWords, type Leaving } from './lossWords.ts';

const nothing: LossPreview = { unsentCount: 0, encryptedRoomCount: 4, keysOpenedBy: 'recoveryKey', waitingKeys: 0 };
const saidOf = (loss: Partial<LossPreview>, leaving?: Leaving, ended?: boolean): string[] =>
  lossWords({ ...nothing, ...loss }, leaving, ended).map(({ what }) => what);

test('names only what would be lost', () => {
  expect(saidOf({})).toEqual([]);
  expect(saidOf({ encryptedRoomCount: 0, keysOpenedBy: 'none' })).toEqual([]);
  expect(saidOf({ unsentCount: 1, keysOpenedBy: 'none' })).toEqual([
    'One message has not been sent',
    'Keys of 4 encrypted rooms are not backed up',
  ]);
});

test('L5 D12 a backup that nobody could open afterwards is a loss, and one that somebody can is none', () => {
  const lost = ['Nothing opens the backup of your keys'];
  expect(saidOf({ keysOpenedBy: 'nobody' })).toEqual(lost);
  expect(saidOf({ keysOpenedBy: 'nobody', encryptedRoomCount: 0 })).toEqual([]);
  expect(saidOf({ keysOpenedBy: 'otherDevice' })).toEqual([]);
  // The other devices are signed out, too.
  expect(saidOf({ keysOpenedBy: 'otherDevice' }, 'everywhere')).toEqual(lost);
  expect(saidOf({ keysOpenedBy: 'recoveryKey' }, 'everywhere')).toEqual([]);
  expect(saidOf({ keysOpenedBy: 'recoveryKey' }, 'account')).toEqual(['Your backup goes with your account']);
});

test('L5 D12 keys that are not in the backup yet are named, with what becomes of them', () => {
  expect(saidOf({ waitingKeys: 12 })).toEqual(['12 keys are not in your backup yet']);
  expect(saidOf({ waitingKeys: null })).toEqual([]);
  const hints = [false, true].map((ended) => lossWords({ ...nothing, waitingKeys: 1 }, 'device', ended)[0]?.hint);
  expect(hints).toEqual([
    'Latchkey sends what is missing before it signs you out, if your server answers.',
    'Sign in again first, and what is missing is sent.',
  ]);
  // What is lost as a whole is not named in parts.
  expect(saidOf({ keysOpenedBy: 'nobody', waitingKeys: 12 })).toEqual(['Nothing opens the backup of your keys']);
});
