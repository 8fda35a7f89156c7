import { EncryptionSettings, RoomId as CryptoRoomId, UserId } from '@matrix-org/matrix-sdk-crypto-wasm';
import { afterEach, expect, test, vi } from 'vitest';
import type { WireEvent } from '../core/features/history/rowOf.ts';
import { room } from './healingLife.ts';
import { bob, event, me, relating, took, windowLife } from './windowLife.ts';

const ends: (() => void)[] = [];
afterEach(() => ends.splice(0).forEach((end) => end()));

async function begun() {
  const life = await windowLife();
  ends.push(() => life.end());
  const open = () => {
    const page = life.open();
    ends.push(() => page.close());
    return page;
  };
  /** As many as a server keeps; what a sync brings of them. */
  const serverHas = (count: number): readonly WireEvent[] => {
    const create = event(0, { type: 'm.room.create', state_key: '', content: { creator: bob, room_version: '11' } });
    life.server.events.push(create, ...Array.from({ length: count - 1 }, (_, n) => event(n + 1)));
    return life.server.events;
  };
  const takes = (events: readonly WireEvent[], change = {}): Promise<unknown> =>
    life.calls.takeSync({ sync: null, rooms: [took(events, change)] });
  return { ...life, open, serverHas, takes };
}

async function pagedToTheTop(page: ReturnType<Awaited<ReturnType<typeof begun>>['open']>): Promise<void> {
  for (let pages = 0; page.hasOlder() !== false; pages++) {
    if (pages > 30) throw new Error('there is no end of it');
    await page.timelines.loadOlder(room, 50);
  }
}

const lines = (from: number, to: number): readonly string[] => Array.from({ length: to - from }, (_, n) => `Line ${from + n}`);

test('a room is paged back over the server, in order and whole; what was read once is read again without one, from any start', async () => {
  const { open, serverHas, takes, server, log } = await begun();
  const events = serverHas(230);
  await takes(events.slice(210), { limited: true, prevBatch: 't210' });
  const page = open();
  await page.refresh();
  expect(page.texts()).toEqual(lines(210, 230));
  await pagedToTheTop(page);
  expect(page.texts()).toEqual(lines(1, 230));
  expect(page.items()[0]).toMatchObject({ kind: 'state', change: { what: 'roomCreated' } });
  page.close();

  server.isAway = true;
  const asked = server.asked.length;
  for (let start = 0; start < 2; start++) {
    const again = open();
    await again.refresh();
    expect(again.texts(), 'a screen at first').toEqual(lines(180, 230));
    await pagedToTheTop(again);
    expect(again.texts()).toEqual(lines(1, 230));
    again.close();
  }
  expect(server.asked.length).toBe(asked);
  expect(log.lines).toEqual([]);
});

test('what was missed is a hole that one pages through; behind it, what was known is met again', async () => {
  const { open, serverHas, takes, server } = await begun();
  const events = serverHas(140);
  await takes(events.slice(0, 20), { prevBatch: null });
  await takes(events.slice(120), { limited: true, prevBatch: 't120' });
  const page = open();
  await page.refresh();
  expect(page.texts()).toEqual(lines(120, 140));
  expect(page.hasOlder()).toBe(true);
  await pagedToTheTop(page);
  expect(page.texts()).toEqual(lines(1, 140));
  // Whatever is still in doubt is asked about behind what is shown, and comes to an end.
  await vi.waitFor(async () => {
    const { doubtful } = await page.timelines['parts'].store.timelineRows({ roomId: room, since: '$0', older: 0, isOnlyOlder: false });
    expect(doubtful).toEqual([]);
  });
  expect(page.texts()).toEqual(lines(1, 140));
  expect(server.asked.length).toBeLessThan(10);
});

test('a server that is away says so, and one goes on where one was once it is back', async () => {
  const { open, serverHas, takes, server } = await begun();
  const events = serverHas(100);
  await takes(events.slice(80), { limited: true, prevBatch: 't80' });
  const page = open();
  await page.refresh();
  server.isAway = true;
  await expect(page.timelines.loadOlder(room, 50)).rejects.toThrow('nobody answers');
  expect([page.texts(), page.hasOlder()]).toEqual([lines(80, 100), true]);
  server.isAway = false;
  await page.timelines.loadOlder(room, 50);
  expect(page.texts()).toEqual(lines(30, 100));
});

test('what was forgotten is fetched again: the server gives the token for the event above', async () => {
  const { open, serverHas, takes, server, calls } = await begun();
  const events = serverHas(120);
  await takes(events, { prevBatch: null });
  await calls.forgetHistory({ before: 1_000, from: 0 });
  const page = open();
  await page.refresh();
  expect(page.texts().length).toBeLessThan(120);
  await pagedToTheTop(page);
  expect(page.texts()).toEqual(lines(1, 120));
  expect(server.asked).toContain('context');
});

test('what comes, what is edited, reacted to, taken back and redacted shows, wherever in the window it stands', async () => {
  const { open, serverHas, takes } = await begun();
  await takes(serverHas(10), { prevBatch: null });
  const page = open();
  await page.refresh();
  const text = (body: string): object => ({ msgtype: 'm.text', body });
  const live = async (...events: WireEvent[]): Promise<void> => {
    await takes(events, { prevBatch: 't' });
    await page.refresh();
  };
  await live(
    relating(20, 'm.replace', '$3', { ...text('* new'), 'm.new_content': text('new') }, 'm.room.message'),
    relating(21, 'm.annotation', '$4', { key: '👍' }),
  );
  const byId = (id: string) => page.messages().find(({ eventId }) => eventId === id);
  expect(byId('$3')).toMatchObject({ edited: true, body: { text: 'new' } });
  expect(byId('$4')?.reactions).toMatchObject([{ key: '👍', count: 1, by: [{ name: 'Bob' }] }]);
  const before = byId('$5');
  await live(
    event(22, { type: 'm.room.redaction', content: { redacts: '$21' } }),
    event(23, { type: 'm.room.redaction', content: { redacts: '$3' } }),
  );
  expect(byId('$4')?.reactions).toBeUndefined();
  expect(byId('$3')).toMatchObject({ edited: false, body: { type: 'redacted' } });
  expect(byId('$5')).toEqual(before);
});

test('an answer quotes what stands in the window, in the table, or with the server; that is asked once, and kept', async () => {
  const { open, serverHas, takes, server } = await begun();
  const events = serverHas(200);
  const answering = (n: number, to: string): WireEvent =>
    event(n, { content: { msgtype: 'm.text', body: `Answer ${n}`, 'm.relates_to': { 'm.in_reply_to': { event_id: to } } } });
  await takes([...events.slice(100), answering(300, '$199'), answering(301, '$101'), answering(302, '$5'), answering(303, '$nowhere')], {
    limited: true,
    prevBatch: 't100',
  });
  const quotes = (page: ReturnType<typeof open>) => page.messages().flatMap(({ replyTo }) => (replyTo ? [replyTo.text] : []));
  const page = open();
  await page.refresh();
  expect(quotes(page).slice(0, 2)).toEqual(['Line 199', 'Line 101']);
  await vi.waitFor(() => expect(quotes(page)).toEqual(['Line 199', 'Line 101', 'Line 5', null]));
  for (let looks = 0; looks < 3; looks++) await page.refresh();
  expect(server.asked).toEqual(['event', 'event']);
  page.close();
  server.isAway = true;
  const again = open();
  await again.refresh();
  expect(quotes(again)).toEqual(['Line 199', 'Line 101', 'Line 5', null]);
});

test('what is encrypted is opened as somebody looks at it, and lies open in the table then; a missing key is looked for in the backup, once', async () => {
  const { open, takes, machine, backups, calls } = await begun();
  const cryptoRoom = new CryptoRoomId(room);
  await machine.shareRoomKey(cryptoRoom, [new UserId(me)], new EncryptionSettings());
  const sealed = async (n: number, sender = me): Promise<WireEvent> => {
    const content = JSON.parse(
      await machine.encryptRoomEvent(cryptoRoom, 'm.room.message', JSON.stringify({ msgtype: 'm.text', body: `Line ${n}` })),
    ) as object;
    return event(n, { type: 'm.room.encrypted', sender, content: content as WireEvent['content'] });
  };
  const [one, two] = [await sealed(1), await sealed(2)];
  const lost: WireEvent = { ...two, event_id: '$lost', content: { ...two.content, session_id: 'gone' } };
  await takes([one, two, lost], { prevBatch: null });
  const page = open();
  await page.refresh();
  expect(page.texts()).toEqual(['Line 1', 'Line 2']);
  expect(page.messages().at(-1)).toMatchObject({ encrypted: true, body: { type: 'undecryptable' } });
  await page.refresh();
  expect(backups).toEqual(['gone']);
  const { rows } = await calls.timelineRows({ roomId: room, since: null, older: 10, isOnlyOlder: false });
  expect(rows.map(({ row }) => row.state)).toEqual(['clear', 'clear', 'failed']);
});

test('what came while nothing could be written is shown all the same, once, and stands where it stood when it is written', async () => {
  const { open, serverHas, takes, held } = await begun();
  await takes(serverHas(10), { prevBatch: null });
  const page = open();
  await page.refresh();
  held.push(took([event(50), event(51)]), took([event(52)]));
  await page.refresh();
  expect(page.texts()).toEqual([...lines(1, 10), ...lines(50, 53)]);
  await takes([event(50), event(51)]);
  await page.refresh();
  expect(page.texts()).toEqual([...lines(1, 10), ...lines(50, 53)]);
  await takes([event(52)]);
  held.splice(0);
  await page.refresh();
  expect(page.texts()).toEqual([...lines(1, 10), ...lines(50, 53)]);
});

test('a mention is what the push rules call one, also where they cannot be computed with', async () => {
  const { open, takes, client } = await begun();
  const conditions = [{ kind: 'event_property_contains', key: 'content.m\\.mentions.user_ids', value: me }];
  const rule = {
    rule_id: '.m.rule.is_user_mention',
    default: true,
    enabled: true,
    conditions,
    actions: ['notify', { set_tweak: 'highlight' }],
  };
  client.setPushRules({ global: { override: [rule] } } as never);
  const naming = (n: number, user: string): WireEvent =>
    event(n, { content: { msgtype: 'm.text', body: `Line ${n}`, 'm.mentions': { user_ids: [user] } } });
  await takes([event(1), naming(2, me), naming(3, bob)], { prevBatch: null });
  const page = open();
  await page.refresh();
  expect(page.messages().map(({ mentionsMe }) => mentionsMe)).toEqual([false, true, false]);
  client.getPushActionsForEvent = () => {
    throw new Error('no such rule');
  };
  await takes([naming(4, me)]);
  await page.refresh();
  expect(page.messages().map(({ mentionsMe }) => mentionsMe)).toEqual([false, true, false, false]);
});

test('what somebody else’s device has encrypted says so', async () => {
  const { open, takes, machine } = await begun();
  const cryptoRoom = new CryptoRoomId(room);
  await machine.shareRoomKey(cryptoRoom, [new UserId(me)], new EncryptionSettings());
  const sealed = JSON.parse(
    await machine.encryptRoomEvent(cryptoRoom, 'm.room.message', '{"msgtype":"m.text","body":"Not mine"}'),
  ) as object;
  // The server puts Bob's name on what this device has encrypted.
  const forged = event(1, { type: 'm.room.encrypted', content: sealed as WireEvent['content'] });
  await takes([forged], { prevBatch: null });
  const page = open();
  await page.refresh();
  expect(page.messages().map(({ doubt }) => doubt)).toEqual(['otherSender']);
});

test('whoever reads at the end lets go of what lies far above; it is there again when they go back', async () => {
  const { open, serverHas, takes, server, place } = await begun();
  await takes(serverHas(500), { prevBatch: null });
  const page = open();
  await page.refresh();
  await pagedToTheTop(page);
  expect(page.texts()).toEqual(lines(1, 500));
  await takes([event(600)]);
  await page.refresh();
  expect(page.texts().length, 'nothing goes from under one who reads above').toBe(500);
  place.isAtEnd = true;
  await page.timelines.refresh([room]);
  expect(page.texts()).toEqual([...lines(301, 500), 'Line 600']);
  expect(page.hasOlder()).toBe(true);
  await takes([event(601)]);
  await page.refresh();
  expect(page.texts()).toEqual([...lines(301, 500), 'Line 600', 'Line 601']);
  place.isAtEnd = false;
  await pagedToTheTop(page);
  expect(page.texts()).toEqual([...lines(1, 500), 'Line 600', 'Line 601']);
  expect(server.asked).toEqual([]);
});

test('a screen for the next start is the last of a room, and asks nobody', async () => {
  const { open, serverHas, takes, server } = await begun();
  const events = serverHas(100);
  await takes(events.slice(20), { limited: true, prevBatch: 't20' });
  const page = open();
  const screen = await page.timelines.screenOf(room, 40);
  expect(screen?.items.map(({ eventId }) => eventId)).toEqual(events.slice(60).map(({ event_id: id }) => id));
  expect(screen?.detail.hasOlder).toBe(true);
  expect(server.asked).toEqual([]);
});
