import { expect, test } from 'vitest';
import type { OutboxEntry } from '../../core/features/sending/storeCalls.ts';
import { messageContent, reactionContent, redactionContent } from '../../core/features/sending/messageContent.ts';
import { endContent, pollOf, pollTypes, startContent, voteContent } from '../../core/features/polls/pollEvents.ts';
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

test('a vote that waits is shown as cast, and an end as come; what the server has refused is said and not shown', () => {
  const body = pollOf(JSON.parse(startContent({ question: 'Where?', answers: ['Pier', 'Light'], disclosed: true, maxSelections: 1 })))!;
  const poll: MessageItem = { ...item, body };
  const after = (one: OutboxEntry): unknown => withWaiting([poll], [one], me, () => false)[0];
  const vote = voteContent('$a', ['2']);
  const cast = { voters: 1, answers: [{ votes: 0 }, { votes: 1, own: true }] };
  expect(after(entry(pollTypes.vote, vote))).toMatchObject({ body: cast, change: { is: 'vote', txnId: 't', send: { is: 'queued' } } });
  expect(after(entry(pollTypes.vote, vote, { state: 'sent' }))).toMatchObject({ body: cast });
  expect(after(entry(pollTypes.vote, vote, { state: 'sent' }))).not.toHaveProperty('change');
  const refused = { state: 'failed', error: '{"code":"offline"}' } as const;
  expect(after(entry(pollTypes.vote, vote, refused))).toMatchObject({
    body: { voters: 0 },
    change: { is: 'vote', send: { is: 'failed' } },
  });
  const end = endContent('$a', 'over');
  expect(after(entry(pollTypes.end, end))).toMatchObject({ body: { ended: true }, change: { is: 'end' } });
  expect(after(entry(pollTypes.end, end, refused))).toMatchObject({ body: { ended: false }, change: { is: 'end' } });
  // Somebody's words, or a poll that is not here, it does not touch.
  expect(withWaiting([item], [entry(pollTypes.vote, vote)], me, () => false)).toEqual([item]);
  expect(after(entry(pollTypes.vote, voteContent('$other', ['2'])))).toBe(poll);
  expect(hasRow(entry(pollTypes.start, '{}'))).toBe(true);
  expect(hasRow(entry(pollTypes.vote, vote))).toBe(false);
});
