import { expect, test } from 'vitest';
import { clearEvent } from './clearEvent.ts';

const message = (content: object): object => ({ type: 'm.room.message', room_id: '!a:hs', content });
const edits = { rel_type: 'm.replace', event_id: '$1' };

test('what was inside, with its kind', () => {
  expect(clearEvent({ ciphertext: 'x' }, message({ msgtype: 'm.image', body: 'b' }))).toEqual({
    type: 'm.room.message',
    content: { msgtype: 'm.image', body: 'b' },
    kind: 'media',
  });
});

test.each([
  ['outside only', { 'm.relates_to': edits }, {}, edits],
  ['outside and another inside', { 'm.relates_to': edits }, { 'm.relates_to': { ...edits, event_id: '$2' } }, edits],
  ['inside only', {}, { 'm.relates_to': edits }, undefined],
  [
    'an answer inside only',
    {},
    { 'm.relates_to': { ...edits, 'm.in_reply_to': { event_id: '$3' } } },
    { 'm.in_reply_to': { event_id: '$3' } },
  ],
])('what it relates to is what its envelope says: %s', (_, envelope, content, expected) => {
  expect(clearEvent(envelope, message({ body: 'b', ...content }))?.content['m.relates_to']).toEqual(expected);
});

test.each([
  ['nothing', null],
  ['a text', 'm.room.message'],
  ['no type', { content: {} }],
  ['a type that is none', { type: '__proto__', content: {} }],
  ['no content', { type: 'm.room.message' }],
  ['a list', { type: 'm.room.message', content: [] }],
  ['another envelope', { type: 'm.room.encrypted', content: {} }],
])('%s inside is no event', (_, inside) => expect(clearEvent({}, inside)).toBeNull());

test('what is deeper than anybody goes is emptied, and is an event all the same', () => {
  let deep: object = {};
  for (let level = 0; level < 200; level++) deep = { deep };
  expect(clearEvent({}, message(deep))).toEqual({ type: 'm.room.message', content: {}, kind: 'plain' });
});
