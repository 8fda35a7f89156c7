import { expect, test } from 'vitest';
import type { EventId, UserId } from '../../ids.ts';
import type { Mentions, Relation } from './calls.ts';
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

test('mentions are said, and that there are none, too; an edit says anew only whom it did not mention before', () => {
  const mentions = { userIds: ['@bob:hs', '@zoe:hs'], room: true } as unknown as Mentions;
  const written = { body: '@Bob', formattedBody: '<a href="https://matrix.to/#/@bob:hs">@Bob</a>', msgtype: 'm.text', mentions } as const;
  expect(JSON.parse(messageContent({ body: 'x', formattedBody: null, msgtype: 'm.text' }))['m.mentions']).toEqual({});
  expect(JSON.parse(messageContent(written))['m.mentions']).toEqual({ user_ids: ['@bob:hs', '@zoe:hs'], room: true });
  expect(JSON.parse(messageContent(written, { ...reply, userId: '@ann:hs' as UserId }))['m.mentions']).toEqual({
    user_ids: ['@ann:hs', '@bob:hs', '@zoe:hs'],
    room: true,
  });
  const edited = JSON.parse(messageContent(written, { ...edit, mentions: { userIds: ['@zoe:hs' as UserId], room: false } }));
  expect(edited['m.mentions']).toEqual({ user_ids: ['@zoe:hs'] });
  expect(edited['m.new_content']['m.mentions']).toEqual({ user_ids: ['@bob:hs', '@zoe:hs'], room: true });
  expect(JSON.parse(messageContent(written, edit))['m.mentions']).toEqual({});
});

test('whom an answer mentions by itself is not taken for whom it answers', () => {
  const written = { body: '@Bob', formattedBody: '<a href="https://matrix.to/#/@bob:hs">@Bob</a>', msgtype: 'm.text' } as const;
  const mentions = { userIds: ['@bob:hs' as UserId], room: false };
  expect(relationOf(messageContent({ ...written, mentions }, { is: 'reply', eventId: '$a' as EventId, userId: null }))).toMatchObject({
    userId: null,
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
