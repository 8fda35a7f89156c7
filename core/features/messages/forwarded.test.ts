import { expect, test } from 'vitest';
import { keptFilesOf } from '../sending/fileContent.ts';
import { forwarded } from './forwarded.ts';

const text = { msgtype: 'm.text', body: 'Hello' };

test('the words and the files go, whom it called, answered and replaced does not', () => {
  const all = {
    ...text,
    format: 'org.matrix.custom.html',
    formatted_body: '<b>Hello</b>',
    file: { url: 'mxc://a/b', key: { k: 'k' } },
    'm.mentions': { user_ids: ['@a:hs'], room: true },
    'm.new_content': text,
    'm.relates_to': { rel_type: 'm.thread', event_id: '$a' },
  };
  const { 'm.new_content': _edit, 'm.relates_to': _relation, ...kept } = all;
  expect(forwarded(all)).toEqual({ ...kept, 'm.mentions': {} });
});

test('an answer goes without the copy of what it answers', () => {
  const answer = {
    ...text,
    body: '> <@a:hs> one\n> two\n\nHello',
    formatted_body: '<mx-reply><blockquote>one</blockquote></mx-reply><b>Hello</b>',
    'm.relates_to': { 'm.in_reply_to': { event_id: '$a' } },
  };
  expect(forwarded(answer)).toEqual({ ...text, formatted_body: '<b>Hello</b>', 'm.mentions': {} });
  // Whoever quotes by hand keeps it.
  expect(forwarded({ ...text, body: '> <a> one\n\nHello' })).toMatchObject({ body: '> <a> one\n\nHello' });
});

test('what only the queue may say of itself does not come from a stranger: it would send a file of this computer', () => {
  const marked = { ...text, msgtype: 'm.file', 'chat.latchkey.files': { file: 'id' } };
  expect(keptFilesOf(JSON.stringify(marked))).not.toBeNull();
  expect(keptFilesOf(JSON.stringify(forwarded(marked)))).toBeNull();
});

test.each([[{}], [{ msgtype: 'm.text' }], [{ body: 'x' }], [{ msgtype: 7, body: 'x' }]])('nothing to send in %j', (content) => {
  expect(forwarded(content)).toBeNull();
});
