import { expect, test } from 'vitest';
import { updateSource } from './updateSource.ts';
import type { Surroundings } from './updateSource.ts';

const key = Buffer.alloc(32, 1).toString('base64');
const config = JSON.stringify({ feed: 'https://updates.example.org/latchkey' });
const release: Surroundings = {
  platform: 'linux',
  env: {},
  executable: '/tmp/.mount_Latchk1/latchkey',
  isPackaged: true,
  isMarked: false,
  isStore: false,
  noUpdates: null,
  packageType: 'deb',
  config,
  pinnedKeys: [key],
};
const wish = JSON.stringify({ feed: 'http://127.0.0.1:8080/', keys: [key], kind: 'AppImage', quietMs: 0 });

test('T51 no variable of the environment moves a release: its feed and its keys are its own', () => {
  const source = updateSource({ ...release, env: { LATCHKEY_UPDATES: wish } });
  expect(source).toMatchObject({ is: 'feed', kind: 'deb', keys: [key], quietMs: 60_000 });
  expect(source.is === 'feed' && source.base.href).toBe('https://updates.example.org/latchkey/');
  expect(updateSource({ ...release, config: null, env: { LATCHKEY_UPDATES: wish } })).toEqual({ is: 'none', why: { is: 'notSetUp' } });
  for (const test of [{ isMarked: true }, { isPackaged: false }])
    expect(updateSource({ ...release, ...test, env: { LATCHKEY_UPDATES: wish } })).toMatchObject({ is: 'feed', quietMs: 0 });
});

test('T51 a release takes updates by https only, a test from this computer as well, and nobody from elsewhere by http', () => {
  for (const feed of ['http://updates.example.org/', 'http://127.0.0.1/', 'file:///tmp/', 'ftp://updates.example.org/', 'nonsense']) {
    expect(updateSource({ ...release, config: JSON.stringify({ feed }) }), feed).toEqual({ is: 'none', why: { is: 'notSetUp' } });
  }
  const asked = { ...release, isMarked: true, env: { LATCHKEY_UPDATES: wish.replace('127.0.0.1', 'updates.example.org') } };
  expect(updateSource(asked)).toEqual({ is: 'none', why: { is: 'notSetUp' } });
});

test('who brings the updates of a copy', () => {
  const why = (more: Partial<Surroundings>) => {
    const source = updateSource({ ...release, ...more });
    return source.is === 'none' ? source.why : source.kind;
  };
  expect(why({ noUpdates: 'the AUR\nmore\n' })).toEqual({ is: 'packager', name: 'the AUR' });
  expect(why({ noUpdates: '' })).toEqual({ is: 'packager', name: null });
  expect(why({ env: { FLATPAK_ID: 'chat.latchkey.desktop' } })).toEqual({ is: 'packager', name: 'Flatpak' });
  expect(why({ platform: 'win32', packageType: null, isStore: true })).toEqual({ is: 'packager', name: null });
  expect(why({ packageType: 'rpm' })).toEqual({ is: 'byHand' });
  expect(why({ packageType: null })).toEqual({ is: 'byHand' });
  const appImage = { APPIMAGE: '/home/mira/Latchkey.AppImage', APPDIR: '/tmp/.mount_Latchk1' };
  expect(why({ packageType: null, env: appImage })).toBe('AppImage');
  // Started from somebody else's, which is not to be replaced.
  expect(why({ packageType: null, env: { APPIMAGE: '/home/mira/Editor.AppImage', APPDIR: '/tmp/.mount_Editor' } })).toEqual({
    is: 'byHand',
  });
  expect(why({ packageType: null, env: { APPIMAGE: '/home/mira/Editor.AppImage' } })).toEqual({ is: 'byHand' });
  expect(why({ platform: 'win32', packageType: null })).toBe('nsis');
  expect(why({ platform: 'darwin', packageType: null })).toBe('mac');
  expect(why({ pinnedKeys: [] })).toEqual({ is: 'notSetUp' });
  expect(why({ isPackaged: false })).toEqual({ is: 'notSetUp' });
});
