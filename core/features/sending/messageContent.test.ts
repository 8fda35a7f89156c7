import { expect, test } from 'vitest';
import type { Relation } from './calls.ts';
import { messageContent, reactionContent, relationOf, targetOf, writtenOf } from './messageContent.ts';

const reply: Relation = { is: 'reply', eventId: '$a', userId: '@bob:hs' };
const edit: Relation = { is: 'edit', eventId: '$a' };

test('what was written is read back from the outbox as it was, also an answer and an edit', () => {
  for (const written of [
    { body: 'plain', formattedBody: null, msgtype: 'm.text' },
    { body: 'bold', formattedBody: '<b>bold</b>', msgtype: 'm.text' },
    { body: 'waves', formattedBody: null, msgtype: 'm.emote' },
  ] as const)
    for (const relation of [null, reply, { ...reply, userId: null }, edit] as const) {
      const content = messageContent(written, relation);
      expect(writtenOf(content)).toEqual(written);
      expect(relationOf(content)).toEqual(relation);
    }
});

test('an answer mentions whom it answers, and quotes nothing; an edit says its text twice, for clients that know none', () => {
  const written = { body: 'yes', formattedBody: '<b>yes</b>', msgtype: 'm.text' } as const;
  expect(JSON.parse(messageContent(written, reply))).toEqual({
    msgtype: 'm.text',
    body: 'yes',
    format: 'org.matrix.custom.html',
    formatted_body: '<b>yes</b>',
    'm.mentions': { user_ids: ['@bob:hs'] },
    'm.relates_to': { 'm.in_reply_to': { event_id: '$a' } },
  });
  expect(JSON.parse(messageContent(written, edit))).toMatchObject({
    body: '* yes',
    'm.new_content': { msgtype: 'm.text', body: 'yes', formatted_body: '<b>yes</b>' },
    'm.relates_to': { rel_type: 'm.replace', event_id: '$a' },
  });
});

test('what a reaction and a deletion of the outbox are about', () => {
  expect(targetOf('m.reaction', reactionContent('$a', '👍️'))).toEqual({ eventId: '$a', key: '👍️' });
  expect(targetOf('m.room.redaction', '{"redacts":"$b"}')).toEqual({ eventId: '$b', key: null });
  expect(targetOf('m.room.redaction', '{"redacts":7}')).toBeNull();
});

test.each(['', '{', 'null', '7', '[]', '{"body":5,"formatted_body":{},"msgtype":"m.room.name","m.relates_to":[]}'])(
  'an entry like %j is shown as an empty text',
  (content) => {
    expect(writtenOf(content)).toEqual({ body: '', formattedBody: null, msgtype: 'm.text' });
    expect(relationOf(content)).toBeNull();
  },
);
