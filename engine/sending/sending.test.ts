import { expect, test } from 'vitest';
import type { TxnId } from '../../core/ids.ts';
import { fakeKernel } from '../FakeKernel.ts';
import { status } from '../status/status.ts';
import { FakeOutboxStore } from './FakeOutboxStore.ts';
import { sending } from './sending.ts';

const room = '!a' as const;

function setUp() {
  const store = new FakeOutboxStore();
  const kernel = fakeKernel({
    store: { putOutbox: (arg: never) => store.putOutbox(arg), dropOutbox: (arg: never) => store.dropOutbox(arg) },
  });
  const feature = sending(kernel, status(kernel));
  return { store, feature, calls: feature.handlers.calls };
}

const refused = { code: 'refused', errcode: 'M_DUPLICATE_ANNOTATION', status: 400, message: '' } as const;

test('a reaction that the server refuses, and the taking back of one, ask nobody; a message and its deletion do', async () => {
  const { store, feature, calls } = setUp();
  await calls.react({ roomId: room, txnId: 'reaction', eventId: '$a', key: 'x' });
  await calls.redact({ roomId: room, txnId: 'back', eventId: '$r', of: 'reaction' });
  await calls.redact({ roomId: room, txnId: 'deletion', eventId: '$a', of: 'message' });
  await calls.sendMessage({ roomId: room, txnId: 'message', relation: null, body: 'x', formattedBody: null, msgtype: 'm.text' });
  expect([...store.entries.keys()]).toEqual(['reaction', 'back', 'deletion', 'message']);
  for (const txnId of [...store.entries.keys()] as TxnId[]) await feature.outbox.failed(txnId, refused);
  expect(feature.outbox.ofRoom(room).map(({ txnId }) => txnId)).toEqual(['deletion', 'message']);
  await expect.poll(() => [...store.entries.keys()]).toEqual(['deletion', 'message']);
});

test('what waits is written anew as what it is: an answer stays an answer', async () => {
  const { store, calls } = setUp();
  const relation = { is: 'reply', eventId: '$a', userId: null } as const;
  await calls.sendMessage({ roomId: room, txnId: 'answer', relation, body: 'old', formattedBody: null, msgtype: 'm.text' });
  await calls.rewriteMessage({ txnId: 'answer', body: 'new', formattedBody: null, msgtype: 'm.text' });
  expect(JSON.parse(store.entries.get('answer')?.content ?? '')).toEqual({
    msgtype: 'm.text',
    body: 'new',
    'm.mentions': {},
    'm.relates_to': { 'm.in_reply_to': { event_id: '$a' } },
  });
});
