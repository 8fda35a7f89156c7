import { expect, test } from 'vitest';
import { messageContent, writtenOf } from './messageContent.ts';

test('what was written is read back from the outbox as it was', () => {
  for (const written of [
    { body: 'plain', formattedBody: null, msgtype: 'm.text' },
    { body: 'bold', formattedBody: '<b>bold</b>', msgtype: 'm.text' },
    { body: 'waves', formattedBody: null, msgtype: 'm.emote' },
  ] as const)
    expect(writtenOf(messageContent(written))).toEqual(written);
});

test.each(['', '{', 'null', '7', '[]', '{"body":5,"formatted_body":{},"msgtype":"m.room.name"}'])(
  'an entry like %j is shown as an empty text',
  (content) => {
    expect(writtenOf(content)).toEqual({ body: '', formattedBody: null, msgtype: 'm.text' });
  },
);
