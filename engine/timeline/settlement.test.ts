import { expect, test } from 'vitest';
import type { EventId } from '../../core/ids.ts';
import { FakeLog } from '../FakeLog.ts';
import { FakeOutboxStore } from '../sending/FakeOutboxStore.ts';
import { Outbox } from '../sending/outbox.ts';
import { Settlement } from './settlement.ts';

test('a sent message leaves when the timeline has it, or when three syncs later it lies in a gap', async () => {
  const outbox = new Outbox(new FakeOutboxStore(), [], () => 1_000);
  const settlement = new Settlement(outbox, new FakeLog());
  const there = new Set<string>();
  const timelines = { hasMessage: (_room: string, txnId: string) => there.has(txnId) };
  for (const txnId of ['1', '2']) {
    await outbox.add({ roomId: '!a', txnId, eventType: 'm.room.message', content: '{"msgtype":"m.text","body":"x"}' });
    await outbox.sent(txnId, `$${txnId}` as EventId);
  }
  there.add('2');
  settlement.syncDone(timelines);
  expect(outbox.ofRoom('!a').map((entry) => entry.txnId)).toEqual(['1']);
  settlement.syncDone(timelines);
  settlement.syncDone(timelines);
  expect(outbox.ofRoom('!a')).toEqual([]);
});
