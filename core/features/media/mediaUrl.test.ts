import { expect, test } from 'vitest';
import { mediaUrl, readMediaUrl, type MediaTarget } from './mediaUrl.ts';

const targets: readonly MediaTarget[] = [
  { of: 'event', roomId: '!a/b?c#d:hs.test', eventId: '$e/../x%2F', part: 'file' },
  { of: 'event', roomId: '!a', eventId: '$e:hs.test', part: 'thumbnail' },
  { of: 'member', roomId: '!a', userId: '@b/=:hs.test:8448', version: 'k3x' },
  { of: 'room', roomId: '!ä', version: '0' },
  { of: 'me', version: 'zz9' },
  { of: 'unsent', id: '0e6c1b52-9f0e-4d0a-9a86-0f6a6f2f5a01' },
];

test('T38 a media URL says one thing of one account, whatever characters its identifiers hold', () => {
  for (const target of targets) expect(readMediaUrl(mediaUrl('0a1b', target))).toEqual({ slot: '0a1b', target });
});

test('T38 what is no URL of ours names nothing', () => {
  const texts = [
    'media://0a1b/event/!a/$e',
    'media://0a1b/event/!a/$e/other',
    'media://0a1b/event/!a/$e/file/more',
    'media://0a1b/event/!a/$e/file?x=1',
    'media://0a1b:8/event/!a/$e/file',
    'media://u@0a1b/event/!a/$e/file',
    'media://a.b/event/!a/$e/file',
    'media://0a1b/event/a/$e/file',
    'media://0a1b/event/!a/%E0%A4%A/file',
    'media://0a1b/member/!a/@b/v',
    'media://0a1b/room/!a/V',
    'media://0a1b/me/../x',
    'media://0a1b/unsent/../x',
    'media://0a1b/unsent/0e6c1b52-9f0e-4d0a-9a86-0f6a6f2f5a01/x',
    'media://0a1b/unsent/0e6c1b52-9f0e-4d0a-9a86-0f6a6f2f5a0%2F',
    'media://0a1b/mxc/hs.test/abc',
    'app://0a1b/me/v',
    'nonsense',
  ];
  for (const text of texts) expect(readMediaUrl(text), text).toBeNull();
});
