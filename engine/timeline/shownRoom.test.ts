import { expect, test } from 'vitest';
import { applyPatch, emptyList } from '../../core/patch.ts';
import type { PatchedList } from '../../core/patch.ts';
import type { RoomDetail } from '../../core/features/rooms/model.ts';
import type { MessageItem, TimelineItem } from '../../core/features/timeline/model.ts';
import { FakeOutboxStore } from '../sending/FakeOutboxStore.ts';
import { Outbox } from '../sending/outbox.ts';
import { ShownRoom } from './shownRoom.ts';

const me = { userId: '@me:hs', name: 'Me' } as const;
const detail: RoomDetail = {
  id: '!a',
  name: 'A',
  topic: null,
  membership: 'join',
  isEncrypted: true,
  isDirect: false,
  memberCount: 2,
  invitedBy: null,
  typing: [],
  hasOlder: true,
  readUpTo: null,
  canSend: true,
};

function message(id: string, text: string, more: Partial<MessageItem> = {}): MessageItem {
  return {
    kind: 'message',
    id,
    eventId: `$${id}`,
    txnId: null,
    sender: me,
    own: true,
    ts: 1,
    body: { type: 'text', text, html: null },
    edited: false,
    encrypted: true,
    mentionsMe: false,
    send: null,
    readBy: [],
    ...more,
  };
}

function setUp() {
  const outbox = new Outbox(new FakeOutboxStore(), [], () => 5);
  const shown = new ShownRoom('!a', outbox, () => me);
  outbox.listen(() => shown.compose());
  let list: PatchedList<TimelineItem> = emptyList;
  const ops: string[] = [];
  shown.timeline.listen((patch) => {
    const next = applyPatch(list, patch);
    if (next === 'resubscribe') throw new Error('a patch did not fit');
    list = next;
    ops.push(...patch.ops.map((op) => op.op));
  });
  return { outbox, shown, ops, ids: () => list.items.map((item) => item.id), items: () => list.items };
}

test('the turn from snapshot to live sends nothing when both say the same', () => {
  const { shown, ops } = setUp();
  shown.showSnapshot({ detail, items: [message('1', 'one'), message('2', 'two')] });
  shown.show([message('1', 'one'), message('2', 'two')], detail);
  expect(ops).toEqual(['reset']);
});

test('a snapshot that comes after live data is not shown', () => {
  const { shown, ids } = setUp();
  shown.show([message('2', 'two')], detail);
  shown.showSnapshot({ detail, items: [message('1', 'one')] });
  expect(ids()).toEqual(['2']);
});

test('an echo keeps its row when its event arrives, and never stands there twice', async () => {
  const { outbox, shown, ids, items, ops } = setUp();
  shown.show([message('1', 'one')], detail);
  await outbox.add({ roomId: '!a', txnId: 't', eventType: 'm.room.message', content: '{"msgtype":"m.emote","body":"waves"}' });
  expect(items().at(-1)).toMatchObject({
    id: 't',
    eventId: null,
    send: { is: 'queued' },
    body: { type: 'emote', text: 'waves' },
    encrypted: true,
  });
  outbox.sending(outbox.get('t')!);
  expect(items().at(-1)).toMatchObject({ send: { is: 'sending' } });
  await outbox.sent('t', '$t');
  outbox.settled(outbox.get('t')!);
  expect(items().at(-1)).toMatchObject({ send: null, eventId: '$t' });
  shown.show([message('1', 'one'), message('t', 'waves', { txnId: 't' })], detail);
  expect(ids()).toEqual(['1', 't']);
  await outbox.echoed('t');
  expect(ids()).toEqual(['1', 't']);
  expect(ops).not.toContain('drop');
});

test('a failed message shows why', async () => {
  const { outbox, shown, items } = setUp();
  shown.show([], detail);
  await outbox.add({ roomId: '!a', txnId: 't', eventType: 'm.room.message', content: '{"body":"x"}' });
  await outbox.failed('t', { code: 'accountSuspended', message: '' });
  expect(items()[0]).toMatchObject({ send: { is: 'failed', error: { code: 'accountSuspended' } } });
});

test('an event without its transaction ID still replaces its echo', async () => {
  const { outbox, shown, ids } = setUp();
  shown.show([], detail);
  await outbox.add({ roomId: '!a', txnId: 't', eventType: 'm.room.message', content: '{}' });
  await outbox.sent('t', '$e');
  shown.show([message('$e', 'x', { eventId: '$e' })], detail);
  expect(ids()).toEqual(['$e']);
});
