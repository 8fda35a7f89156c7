import { expect, test } from 'vitest';
import type { AccountOnServer, AccountWishes } from './accountOnServer.sdk.ts';
import { nextStep, type OnThisDevice } from './nextStep.ts';

const server: AccountOnServer & AccountWishes = {
  master: 'M',
  listed: true,
  signed: true,
  backup: { version: '3', publicKey: 'P' },
  hasStorage: false,
  wish: null,
};
const own: OnThisDevice = { master: 'M', canSign: true, backupKey: { publicKey: 'P', version: '3' }, sendsTo: '3' };
const step = (serverChange: Partial<typeof server> = {}, ownChange: Partial<OnThisDevice> = {}): string =>
  nextStep({ ...server, ...serverChange }, { ...own, ...ownChange });

test('D12 what is whole is left as it is', () => {
  expect(step()).toBe('whole');
});

test('D12 D8 keys of somebody else are never replaced', () => {
  expect(step({ master: 'other', signed: false, backup: null })).toBe('nothing');
  expect(step({ signed: false, backup: null }, { canSign: false })).toBe('nothing');
  // A server that has lost what this device has seen of it.
  expect(step({ master: null, signed: false, backup: null }, { canSign: false })).toBe('nothing');
  expect(step({ backup: { version: '4', publicKey: 'other' } })).toBe('nothing');
});

test('D12 what was begun here goes on', () => {
  expect(step({ master: null, signed: false, backup: null })).toBe('makeIdentity');
  expect(step({ signed: false, backup: null })).toBe('signDevice');
  expect(step({ backup: null }, { backupKey: { publicKey: 'P', version: null } })).toBe('makeBackup');
  expect(step({}, { backupKey: { publicKey: 'P', version: null }, sendsTo: null })).toBe('takeBackup');
  expect(step({}, { sendsTo: null })).toBe('takeBackup');
});

test('D12 no backup that the recovery key does not open, and none against the wish', () => {
  expect(step({ backup: null, hasStorage: true })).toBe('nothing');
  expect(step({ backup: null, wish: 'off' })).toBe('off');
  expect(step({ wish: 'off' }, { sendsTo: null })).toBe('off');
  expect(step({ backup: null, wish: 'on' })).toBe('makeBackup');
});

test('D12 N-2 a backup beside a recovery key of before, where people have said that they want one', () => {
  expect(step({ backup: null, hasStorage: true, wish: 'on' })).toBe('makeBackup');
  expect(step({ backup: null, hasStorage: true, wish: 'on' }, { canSign: false })).toBe('nothing');
});
