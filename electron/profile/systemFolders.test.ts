import { expect, test } from 'vitest';
import { profileFolders, vaultServiceOf } from './systemFolders.ts';

const linux = { platform: 'linux', env: {}, home: '/home/a' } as const;

test('data lie where each system keeps data, and nowhere that roams', () => {
  expect(profileFolders(linux, null)).toEqual({
    folder: '/home/a/.local/share/latchkey/profiles/default',
    older: '/home/a/.config/Latchkey',
  });
  expect(profileFolders(linux, 'work')).toEqual({ folder: '/home/a/.local/share/latchkey/profiles/work', older: null });
  expect(profileFolders({ ...linux, env: { XDG_DATA_HOME: '/data', XDG_CONFIG_HOME: '/conf' } }, null)).toEqual({
    folder: '/data/latchkey/profiles/default',
    older: '/conf/Latchkey',
  });
  const mac = { platform: 'darwin', env: { XDG_DATA_HOME: '/data' }, home: '/Users/a' } as const;
  expect(profileFolders(mac, null)).toEqual({ folder: '/Users/a/Library/Application Support/Latchkey', older: null });
  expect(profileFolders(mac, 'work').folder).toBe('/Users/a/Library/Application Support/Latchkey/profiles/work');
});

test('a relative path in a variable counts as none (XDG Base Directory Specification)', () => {
  for (const path of ['', 'data', './data', '../data'])
    expect(profileFolders({ ...linux, env: { XDG_DATA_HOME: path } }, null).folder).toBe('/home/a/.local/share/latchkey/profiles/default');
});

test('each profile has a keychain service of its own; the usual one keeps its name', () => {
  expect(vaultServiceOf(null)).toBe('latchkey');
  expect(vaultServiceOf('work')).toBe('latchkey-profile-work');
  // A folder named by LATCHKEY_PROFILE: eight hexadecimal digits.
  expect(vaultServiceOf('deadbeef')).not.toMatch(/^latchkey-[0-9a-f]{8}$/);
});
