import { expect, test } from 'vitest';
import { readMxc, sourceOf } from './mediaSource.ts';

const key = 'k'.repeat(43);
const file = {
  url: 'mxc://hs.test/abc_DEF-1',
  v: 'v2',
  key: { kty: 'oct', alg: 'A256CTR', k: key, ext: true, key_ops: ['encrypt', 'decrypt'] },
  iv: 'i'.repeat(22),
  hashes: { sha256: 's'.repeat(43) },
};

test('T23 an mxc URL names a file of a server, and no path', () => {
  expect(readMxc('mxc://hs.test:8448/aB-_9')).toEqual({ server: 'hs.test:8448', mediaId: 'aB-_9' });
  expect(readMxc('mxc://[::1]/a')).toEqual({ server: '[::1]', mediaId: 'a' });
  const tricks = [
    'mxc://hs.test/..',
    'mxc://hs.test/../../_matrix/client/v3/logout',
    'mxc://hs.test/a/b',
    'mxc://hs.test/a%2Fb',
    'mxc://hs.test/a?x=1',
    'mxc://hs.test/a#x',
    'mxc://../a',
    'mxc://./a',
    'mxc://hs.test@evil.test/a',
    'mxc://hs.test\\evil/a',
    'mxc:///a',
    'mxc://hs.test/',
    'mxc://hs.test/a\n',
    ' mxc://hs.test/a',
    'https://hs.test/a',
    `mxc://hs.test/${'a'.repeat(256)}`,
    7,
    null,
  ];
  for (const trick of tricks) expect(readMxc(trick), String(trick)).toBeNull();
});

test('an encrypted file comes with all that opens it, a plain one with none', () => {
  expect(sourceOf({ file }, 'file')).toEqual({
    server: 'hs.test',
    mediaId: 'abc_DEF-1',
    secret: { key, iv: 'i'.repeat(22), sha256: 's'.repeat(43) },
  });
  expect(sourceOf({ url: 'mxc://hs.test/a' }, 'file')).toEqual({ server: 'hs.test', mediaId: 'a', secret: null });
  expect(sourceOf({ info: { thumbnail_file: file } }, 'thumbnail')?.secret).not.toBeNull();
  expect(sourceOf({ info: { thumbnail_url: 'mxc://hs.test/t' } }, 'thumbnail')).toMatchObject({ mediaId: 't', secret: null });
  expect(sourceOf({ url: 'mxc://hs.test/a' }, 'thumbnail')).toBeNull();
});

test('T38 what says that it is encrypted and is not whole is nothing, and never taken for a plain file', () => {
  const broken = [
    { ...file, v: 'v1' },
    { ...file, iv: 'short' },
    { ...file, hashes: {} },
    { ...file, key: { ...file.key, k: 'x' } },
    { ...file, key: { ...file.key, alg: 'A256GCM' } },
    { ...file, url: 'mxc://hs.test/../x' },
  ];
  for (const one of broken) expect(sourceOf({ file: one, url: 'mxc://hs.test/a' }, 'file'), JSON.stringify(one)).toBeNull();
  expect(sourceOf({ file: { ...file, iv: `${file.iv}==` } }, 'file')?.secret?.iv).toBe(file.iv);
});
