import { expect, test } from 'vitest';
import { attachmentBody, kindOfAttachment, stickerBody } from './attachment.ts';

const url = 'mxc://hs.test/abc';

test('what somebody sends with a message, by its kind', () => {
  const info = { mimetype: 'image/png', size: 12, w: 40, h: 30, 'xyz.amorgan.blurhash': 'LEHV6nWB2yk8pyo0adR*.7kCMdnj' };
  expect(attachmentBody({ msgtype: 'm.image', body: 'a.png', url, info })).toEqual({
    type: 'image',
    name: 'a.png',
    mime: 'image/png',
    sizeBytes: 12,
    size: { width: 40, height: 30 },
    blurhash: 'LEHV6nWB2yk8pyo0adR*.7kCMdnj',
    hasSmall: true,
    moves: false,
    isThere: true,
  });
  const voice = { 'org.matrix.msc3245.voice': {}, 'org.matrix.msc1767.audio': { duration: 900, waveform: [0, 512, 1024, 9999, 'x'] } };
  const said = attachmentBody({ msgtype: 'm.audio', body: 'v.ogg', url, ...voice });
  expect(said).toMatchObject({ type: 'audio', durationMs: 900, waveform: [0, 0.5, 1, 1, 0] });
  expect(kindOfAttachment(said)).toBe('voice');
  const sticker = stickerBody({ body: 'wave', url, info: {} });
  expect(sticker && kindOfAttachment(sticker)).toBe('sticker');
});

test('what is written to a file is its caption, and its name its file name', () => {
  const content = {
    msgtype: 'm.file',
    filename: 'a.pdf',
    body: 'Please sign',
    format: 'org.matrix.custom.html',
    formatted_body: '<b>x</b>',
    url,
  };
  expect(attachmentBody(content)).toMatchObject({ name: 'a.pdf', caption: { text: 'Please sign', html: '<b>x</b>' } });
  expect(attachmentBody({ ...content, body: 'a.pdf' })).not.toHaveProperty('caption');
  expect(attachmentBody({ ...content, filename: 7 })).toMatchObject({ name: 'Please sign' });
});

test('T31 T38 a file of hostile shape is a name, and each field that is odd costs itself only', () => {
  expect(attachmentBody({ msgtype: 'm.image', body: 'a.png', url: 'mxc://hs/../x' })).toEqual({
    type: 'file',
    name: 'a.png',
    mime: null,
    sizeBytes: null,
  });
  const odd = { w: '40', h: -1, size: 1.5, mimetype: {}, duration: 1e12, blurhash: '<svg>', is_animated: 'yes' };
  expect(attachmentBody({ msgtype: 'm.video', body: {}, url, info: odd })).toEqual({
    type: 'video',
    name: '',
    mime: null,
    sizeBytes: null,
    size: null,
    blurhash: null,
    hasSmall: false,
    durationMs: null,
    isThere: true,
  });
  expect(attachmentBody({ msgtype: 'm.image', body: 'big.png', url, info: { size: 1_000_000_000 } })).toMatchObject({
    type: 'file',
    isThere: true,
  });
});
