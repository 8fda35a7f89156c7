import { expect, test } from 'vitest';
import type { OutboxEntry } from '../../core/features/sending/storeCalls.ts';
import { messageContent, reactionContent, redactionContent } from '../../core/features/sending/messageContent.ts';
import type { MessageItem } from '../../core/features/timeline/model.ts';
import { hasRow, withWaiting } from './waitingChanges.ts';

const me = { userId: '@me:hs', name: 'Me' } as const;
const bob = { userId: '@bob:hs', name: 'Bob' } as const;
const item: MessageItem = {
  kind: 'message',
  id: '$a',
  eventId: '$a',
  txnId: null,
  sender: bob,
  own: false,
  ts: 1,
  body: { type: 'text', text: 'old', html: null },
  edited: false,
  encrypted: true,
  mentionsMe: false,
  send: null,
  reactions: [{ key: '👍️', count: 2, by: [bob, me], own: '$r' }],
  readBy: [],
};
const entry = (eventType: string, content: string, more: Partial<OutboxEntry> = {}): OutboxEntry => ({
  txnId: 't',
  roomId: '!a',
  eventType,
  content,
  ts: 1,
  order: 1,
  state: 'queued',
  error: null,
  eventId: null,
  ...more,
});
const changed = (...entries: OutboxEntry[]): unknown => withWaiting([item], entries, me, () => false)[0];
const written = { body: 'new', formattedBody: null, msgtype: 'm.text' } as const;
const edit = messageContent(written, { is: 'edit', eventId: '$a' });

test('an edit that waits is shown, and that it waits; once the server has it, it is the message; refused, the old words stand', () => {
  expect(changed(entry('m.room.message', edit))).toMatchObject({
    body: { text: 'new' },
    edited: true,
    change: { is: 'edit', txnId: 't', send: { is: 'queued' } },
  });
  expect(changed(entry('m.room.message', edit, { state: 'sent' }))).toMatchObject({ body: { text: 'new' }, edited: true });
  expect(changed(entry('m.room.message', edit, { state: 'sent' }))).not.toHaveProperty('change');
  const failed = entry('m.room.message', edit, { state: 'failed', error: '{"code":"offline"}' });
  expect(changed(failed)).toMatchObject({
    body: { text: 'old' },
    edited: false,
    change: { send: { is: 'failed', error: { code: 'offline' } } },
  });
});

test('a deletion that waits takes the words and the reactions away', () => {
  expect(changed(entry('m.room.redaction', '{"redacts":"$a"}'))).toMatchObject({
    body: { type: 'redacted' },
    reactions: [],
    change: { is: 'delete' },
  });
});

test('a reaction counts at once, one’s own once only, and goes at once when it is taken back', () => {
  const reactions = (...entries: OutboxEntry[]): unknown => (changed(...entries) as MessageItem).reactions;
  expect(reactions(entry('m.reaction', reactionContent('$a', '🎉')))).toEqual([
    ...item.reactions!,
    { key: '🎉', count: 1, by: [me], own: null, waiting: 't' },
  ]);
  expect(reactions(entry('m.reaction', reactionContent('$a', '👍️')))).toEqual(item.reactions);
  expect(reactions(entry('m.room.redaction', '{"redacts":"$r"}'))).toEqual([{ key: '👍️', count: 1, by: [bob], own: null }]);
});

test('a reaction that the server has can be taken back before it comes by sync; one that was refused is as if it had not been', () => {
  const reactions = (...entries: OutboxEntry[]): unknown => (changed(...entries) as MessageItem).reactions;
  const react = (more: Partial<OutboxEntry>): OutboxEntry => entry('m.reaction', reactionContent('$a', '🎉'), more);
  expect(reactions(react({ state: 'sent', eventId: '$mine' }))).toContainEqual({ key: '🎉', count: 1, by: [me], own: '$mine' });
  expect(reactions(react({ state: 'failed', error: '{}' }))).toEqual(item.reactions);
  expect(reactions(entry('m.room.redaction', redactionContent('$r', 'reaction'), { state: 'failed', error: '{}' }))).toEqual(
    item.reactions,
  );
});

test('only messages and answers have rows of their own', () => {
  expect(hasRow(entry('m.room.message', edit))).toBe(false);
  expect(hasRow(entry('m.reaction', reactionContent('$a', 'x')))).toBe(false);
  expect(hasRow(entry('m.room.message', messageContent(written, { is: 'reply', eventId: '$a', userId: null })))).toBe(true);
  expect(hasRow(entry('m.room.message', messageContent(written)))).toBe(true);
});

test('what waits for a message that is not loaded changes nothing', () => {
  expect(changed(entry('m.room.message', messageContent(written, { is: 'edit', eventId: '$elsewhere' })))).toEqual(item);
});
