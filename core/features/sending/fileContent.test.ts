import { expect, test } from 'vitest';
import type { FileToSend, Relation } from './calls.ts';
import { fileContent, isUploaded, keptFilesOf, partInfo, sentContent, withUploaded } from './fileContent.ts';
import type { EncryptedFile } from './mainCalls.ts';

const picture: FileToSend = {
  id: 'f1',
  kind: 'image',
  name: 'boat.jpg',
  mime: 'image/jpeg',
  size: 5,
  width: 4,
  height: 3,
  durationMs: null,
  blurhash: 'L0',
  thumbnail: { id: 't1', mime: 'image/png', size: 2, width: 2, height: 1 },
  waveform: null,
};
const caption = { body: 'Our boat', formattedBody: '<b>Our</b> boat', msgtype: 'm.text' } as const;
const reply: Relation = { is: 'reply', eventId: '$a', userId: '@bob:hs' };
const file = { url: 'mxc://hs/f', v: 'v2' } as EncryptedFile;

test('a picture as the specification has it, with its caption and what it answers', () => {
  expect(JSON.parse(sentContent(fileContent(picture, caption, reply)))).toEqual({
    msgtype: 'm.image',
    body: 'Our boat',
    filename: 'boat.jpg',
    format: 'org.matrix.custom.html',
    formatted_body: '<b>Our</b> boat',
    info: {
      mimetype: 'image/jpeg',
      size: 5,
      w: 4,
      h: 3,
      'xyz.amorgan.blurhash': 'L0',
      thumbnail_info: { mimetype: 'image/png', size: 2, w: 2, h: 1 },
    },
    'm.mentions': { user_ids: ['@bob:hs'] },
    'm.relates_to': { 'm.in_reply_to': { event_id: '$a' } },
  });
});

test('without a caption its name stands for it; a voice message says that it is one', () => {
  const voice = { ...picture, kind: 'audio', durationMs: 2_500, waveform: [0, 1024], thumbnail: null, blurhash: null } as const;
  expect(JSON.parse(sentContent(fileContent({ ...voice, waveform: [0, 1024] }, null, null)))).toMatchObject({
    msgtype: 'm.audio',
    body: 'boat.jpg',
    info: { duration: 2_500 },
    'org.matrix.msc3245.voice': {},
    'org.matrix.msc1767.audio': { duration: 2_500, waveform: [0, 1024] },
  });
});

test('T98 where a file lies plainly is forgotten once its room asks for it encrypted, and the other way round', () => {
  let content = fileContent(picture, null, null);
  expect([isUploaded(content, 'file', false), isUploaded(content, 'thumbnail', false)]).toEqual([false, false]);
  content = withUploaded(withUploaded(content, 'file', { url: 'mxc://hs/plain' }), 'thumbnail', { url: 'mxc://hs/small' });
  expect(['file', 'thumbnail'].map((part) => isUploaded(content, part as 'file', false))).toEqual([true, true]);
  expect(['file', 'thumbnail'].map((part) => isUploaded(content, part as 'file', true))).toEqual([false, false]);
  content = withUploaded(withUploaded(content, 'file', { file }), 'thumbnail', { file });
  expect(['file', 'thumbnail'].map((part) => isUploaded(content, part as 'file', true))).toEqual([true, true]);
  const sent = JSON.parse(sentContent(content));
  expect([sent.file, sent.url, sent.info.thumbnail_file, sent.info.thumbnail_url]).toEqual([file, undefined, file, undefined]);
  expect(sent.info.w, 'the rest stays').toBe(4);
});

test('which files lie here for it, and what main is told of them', () => {
  const content = fileContent(picture, caption, null);
  expect(keptFilesOf(content)).toEqual({ file: 'f1', thumbnail: 't1' });
  expect(keptFilesOf(fileContent({ ...picture, thumbnail: null }, null, null))).toEqual({ file: 'f1', thumbnail: null });
  expect(partInfo(content, 'file')).toEqual({ mime: 'image/jpeg', name: 'boat.jpg' });
  expect(partInfo(content, 'thumbnail')).toEqual({ mime: 'image/png', name: 'boat.jpg (preview)' });
  for (const none of ['', 'null', '{"msgtype":"m.image"}', '{"chat.latchkey.files":{"file":7}}']) expect(keptFilesOf(none)).toBeNull();
});
