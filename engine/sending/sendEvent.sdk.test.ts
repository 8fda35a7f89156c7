import type { MatrixClient } from 'matrix-js-sdk/lib/client.js';
import { expect, test } from 'vitest';
import type { OutboxEntry } from '../../core/features/sending/storeCalls.ts';
import type { RoomId, TxnId } from '../../core/ids.ts';
import { sendEvent } from './sendEvent.sdk.ts';

const entry: OutboxEntry = {
  txnId: 't1' as TxnId,
  roomId: '!r:hs.test' as RoomId,
  eventType: 'm.room.message',
  content: '{"msgtype":"m.text","body":"hi"}',
  ts: 1,
  order: 1,
  state: 'queued',
  eventId: null,
  error: null,
};

/** A room without encryption, and a server that answers `answer` to everything. */
function clientAnswering(answer: unknown): MatrixClient {
  const room = { roomId: entry.roomId, getMyMembership: () => 'join', hasEncryptionStateEvent: () => false };
  return {
    getRoom: () => room,
    getSafeUserId: () => '@a:hs.test',
    getCrypto: () => undefined,
    http: { authedRequest: async () => answer },
  } as unknown as MatrixClient;
}

test('the server names the event that it has taken', async () => {
  expect(await sendEvent(clientAnswering({ event_id: '$1' }), entry)).toBe('$1');
});

test.each([[{}], [{ status: 'please sign in' }], [{ event_id: 1 }]])(
  'A14 a success that names no event (%j) is tried again: the message would be taken for sent',
  async (answer) => {
    await expect(sendEvent(clientAnswering(answer), entry)).rejects.toMatchObject({ error: { code: 'serverFailing' } });
  },
);
