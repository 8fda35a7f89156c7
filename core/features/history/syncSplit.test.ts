import fc from 'fast-check';
import { expect, test } from 'vitest';
import { roomAnswer } from './calls.ts';
import { roomAnswerOf } from './roomAnswerOf.ts';
import { syncSplit } from './syncSplit.ts';

const arrived = 1_700_000_000_000;
const message = (id: string, more: object = {}): Record<string, unknown> => ({
  event_id: id,
  type: 'm.room.message',
  sender: '@bob:hs',
  origin_server_ts: arrived - 50,
  content: { msgtype: 'm.text', body: id },
  ...more,
});
const state = (type: string, key: string, content: object, more: object = {}): Record<string, unknown> =>
  message(`$${type}-${key}`, { type, state_key: key, content, ...more });
const joined = (rooms: object): object => ({ next_batch: 's', rooms: { join: rooms } });
const ofRoom = (room: object) => syncSplit(joined({ '!a': room })).rooms[0]!;
const idsOf = (room: { readonly events: readonly { readonly event_id: string }[] }): string[] => room.events.map(({ event_id: id }) => id);
/** As JSON makes it: an own member of that name. */
const parsed = (json: string): unknown => JSON.parse(json);

test('everything that a room’s part says, as it is meant', () => {
  const room = {
    summary: { 'm.heroes': ['@bob:hs', '@cid:hs'] },
    state: { events: [state('m.room.name', '', { name: 'old' }), state('m.room.member', '@bob:hs', { membership: 'join' })] },
    timeline: { events: [message('$1'), state('m.room.name', '', { name: 'new' })], limited: true, prev_batch: 'p1' },
    ephemeral: {
      events: [
        { type: 'm.typing', content: { user_ids: ['@bob:hs'] } },
        {
          type: 'm.receipt',
          content: { $1: { 'm.read': { '@bob:hs': { ts: 7 } }, 'm.read.private': { '@me:hs': { ts: 8, thread_id: 'main' } } } },
        },
      ],
    },
    unread_notifications: { notification_count: 3, highlight_count: 1 },
  };
  const found = ofRoom(room);
  expect(found).toMatchObject({
    roomId: '!a',
    limited: true,
    prevBatch: 'p1',
    counts: { notifications: 3, highlights: 1 },
    heroes: ['@bob:hs', '@cid:hs'],
  });
  expect(idsOf(found)).toEqual(['$1', '$m.room.name-']);
  expect(found.state.map(({ type, content }) => [type, content])).toEqual([
    ['m.room.name', { name: 'new' }],
    ['m.room.member', { membership: 'join' }],
  ]);
  expect(found.receipts).toEqual([
    { userId: '@bob:hs', eventId: '$1', isPrivate: false, thread: null, ts: 7 },
    { userId: '@me:hs', eventId: '$1', isPrivate: true, thread: 'main', ts: 8 },
  ]);
});

test.each(['state_after', 'org.matrix.msc4222.state_after'])(
  'MSC4222 what %s says is the state, whatever stands in the timeline',
  (name) => {
    const room = {
      [name]: { events: [state('m.room.name', '', { name: 'won' })] },
      timeline: { events: [state('m.room.name', '', { name: 'lost' })] },
    };
    const found = ofRoom(room);
    expect(found.state.map(({ content }) => content)).toEqual([{ name: 'won' }]);
    expect(found.events).toHaveLength(1);
  },
);

test('left rooms have a history, invitations none; and the SDK gets the very answer', () => {
  const room = { timeline: { events: [message('$1')] } };
  const answer = {
    rooms: { join: { '!a': room }, leave: { '!b': room }, invite: { '!c': { invite_state: { events: [message('$2')] } } }, knock: {} },
  };
  const before = JSON.stringify(answer);
  const { rooms, forSdk } = syncSplit(answer);
  expect(rooms.map(({ roomId }) => roomId)).toEqual(['!a', '!b']);
  expect(forSdk).toBe(answer);
  expect(JSON.stringify(answer)).toBe(before);
});

test('T31 what is too large or too deep is emptied and keeps its place, and so does what stands in `unsigned`', () => {
  let deep: unknown = 'x';
  for (let level = 0; level < 30_000; level += 1) deep = level % 2 === 0 ? [deep] : { deep };
  const large = { body: 'x'.repeat(70_000) };
  const wide = Object.fromEntries(Array.from({ length: 20_000 }, (_, n) => [`k${n}`, n]));
  const contents = [{ deep }, large, wide];
  const events = [
    message('$first'),
    ...contents.map((content, n) => message(`$odd${n}`, { content })),
    ...contents.map((content, n) => message(`$unsigned${n}`, { unsigned: { prev_content: content, transaction_id: 't' } })),
    message('$last', { content: { body: 'y'.repeat(60_000) } }),
  ];
  const found = ofRoom({ timeline: { events } });
  expect(idsOf(found)).toEqual(events.map((event) => event['event_id']));
  expect(found.events.slice(1, 4).map(({ content }) => content)).toEqual([{}, {}, {}]);
  expect(found.events.slice(4, 7).map(({ unsigned }) => unsigned)).toEqual(contents.map(() => ({ transaction_id: 't', prev_content: {} })));
  expect(found.events.at(-1)!.content).toEqual({ body: 'y'.repeat(60_000) });
});

test('T30 names that all objects share name nothing', () => {
  const answer = parsed(
    `{"rooms":{"join":{"__proto__":{"timeline":{"events":[]}},"!a":{"timeline":{"events":[{"event_id":"__proto__","type":"m","sender":"@b:hs","origin_server_ts":1,"content":{}},` +
      `${JSON.stringify(message('$1'))}]},"ephemeral":{"events":[{"type":"m.receipt","content":{"__proto__":{"m.read":{"@b:hs":{}}},"$1":{"m.read":{"__proto__":{"ts":1},"@b:hs":{"ts":1}}}}}]}}}}}`,
  );
  const { rooms } = syncSplit(answer);
  expect(rooms).toHaveLength(1);
  expect(idsOf(rooms[0]!)).toEqual(['$1']);
  expect(rooms[0]!.receipts.map(({ userId }) => userId)).toEqual(['@b:hs']);
});

test.each([null, 5, 'x', [], {}, { rooms: 5 }, { rooms: { join: [] } }, { rooms: { join: { '!a': 5 } } }, { rooms: { join: { a: {} } } }])(
  'an answer that is none has no rooms: %j',
  (answer) => expect(syncSplit(answer)).toEqual({ rooms: [], forSdk: answer }),
);

const junk: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, '', '__proto__', -1, 1e308, [], {}, [null], 'x'.repeat(600)),
  fc.jsonValue({ maxDepth: 3 }),
);
const spoiled = fc
  .record({
    name: fc.constantFrom('event_id', 'type', 'sender', 'origin_server_ts', 'content', 'state_key', 'unsigned', 'redacts'),
    value: junk,
  })
  .map(({ name, value }) => message('$spoiled', { [name]: value }));
const hostile = fc.oneof(junk, spoiled);
const place = fc.record({ at: fc.nat(4), what: hostile });

test('T31 whatever stands beside them, the good events, receipts and rooms come through in order, and all of it can be written down', () => {
  let asserted = 0;
  fc.assert(
    fc.property(fc.array(place, { maxLength: 6 }), junk, junk, junk, (places, part, other, more) => {
      const good = ['$1', '$2', '$3', '$4'];
      const events: unknown[] = good.map((id) => message(id));
      for (const { at, what } of places) events.splice(Math.min(at, events.length), 0, what);
      const answer = joined({
        '!bad': { timeline: part, state: other, ephemeral: more, summary: part, unread_notifications: other },
        '!b': part,
        '!a': {
          state: { events: [other, state('m.room.name', '', { name: 'kept' }), part] },
          timeline: { events, limited: more, prev_batch: part },
          ephemeral: {
            events: [other, { type: 'm.receipt', content: { $1: { 'm.read': { '@bob:hs': { ts: 1 }, '@x:hs': more } }, $2: part } }, more],
          },
          summary: { 'm.heroes': part },
          unread_notifications: { notification_count: more, highlight_count: other },
        },
      });
      const { rooms } = syncSplit(answer);
      const room = rooms.find(({ roomId }) => roomId === '!a')!;
      expect(idsOf(room).filter((id) => good.includes(id))).toEqual(good);
      expect(room.state.map(({ content }) => content)).toContainEqual({ name: 'kept' });
      expect(room.receipts).toContainEqual({ userId: '@bob:hs', eventId: '$1', isPrivate: false, thread: null, ts: 1 });
      const answers = rooms.map((one) => roomAnswerOf(one, arrived));
      expect(structuredClone(answers)).toEqual(answers);
      for (const one of answers) expect(roomAnswer.safeParse(one)).toEqual({ success: true, data: one });
      asserted += 1;
    }),
    { numRuns: 500 },
  );
  expect(asserted).toBe(500);
});

test('people: by the newest of their events, and who has left keeps the name that they had', () => {
  const member = (id: string, content: object, before?: object): object =>
    state('m.room.member', id, content, before && { unsigned: { prev_content: before } });
  const room = {
    state: {
      events: [
        member('@bob:hs', { membership: 'join', displayname: 'Old' }),
        member('@eve:hs', { membership: 'join', displayname: 7, avatar_url: {} }),
      ],
    },
    timeline: {
      events: [
        member('@bob:hs', { membership: 'join', displayname: 'Bob', avatar_url: 'mxc://hs/b' }),
        member('@cid:hs', { membership: 'leave' }, { membership: 'join', displayname: 'Cid' }),
        member('@dan:hs', { membership: 'join' }, { membership: 'join', displayname: 'Dan' }),
        member('@odd:hs', { membership: 7 }),
      ],
    },
  };
  expect(roomAnswerOf(ofRoom(room), arrived).people).toEqual([
    { userId: '@bob:hs', name: 'Bob', avatar: 'mxc://hs/b', membership: 'join' },
    { userId: '@eve:hs', name: null, avatar: null, membership: 'join' },
    { userId: '@cid:hs', name: 'Cid', avatar: null, membership: 'leave' },
    { userId: '@dan:hs', name: null, avatar: null, membership: 'join' },
  ]);
});

test('the newest edit of an event comes bundled with it, and nothing else that stands there', () => {
  const edit = (of: string, more: object = {}): object =>
    message('$edit', { content: { body: '* new', 'm.new_content': {}, 'm.relates_to': { rel_type: 'm.replace', event_id: of } }, ...more });
  const bundle = (replaces: unknown, more: object = {}): object => ({ unsigned: { 'm.relations': { 'm.replace': replaces }, ...more } });
  const bundledOf = (replaces: unknown, more: object = {}): readonly string[] =>
    roomAnswerOf(ofRoom({ timeline: { events: [message('$1', bundle(replaces, more))] } }), arrived).bundled.map((row) => row.relTo!);
  expect(bundledOf(edit('$1'))).toEqual(['$1']);
  const sealed = { ciphertext: 'x', session_id: 's', 'm.relates_to': { rel_type: 'm.replace', event_id: '$1' } };
  expect(bundledOf(edit('$1', { type: 'm.room.encrypted', content: sealed })), 'an encrypted one').toEqual(['$1']);
  expect(bundledOf(edit('$1', bundle(edit('$edit')))), 'it bundles nothing itself').toEqual(['$1']);
  for (const odd of [edit('$other'), edit('$1', { state_key: '' }), message('$edit'), { event_id: '$edit', sender: '@bob:hs' }, 'x', null])
    expect(bundledOf(odd), JSON.stringify(odd)).toEqual([]);
  expect(bundledOf(edit('$1'), { redacted_because: { event_id: '$gone' } }), 'of what is gone').toEqual([]);
  expect(bundledOf(edit('$1', { unsigned: { redacted_because: { event_id: '$gone' } } })), 'which is gone').toEqual([]);
});

test('nothing was sent before its room was made, where the answer tells when that was', () => {
  const create = state('m.room.create', '', { creator: '@bob:hs' }, { origin_server_ts: arrived - 1_000 });
  const found = ofRoom({ state: { events: [create] }, timeline: { events: [message('$1', { origin_server_ts: 5 })] } });
  expect(roomAnswerOf(found, arrived)).toMatchObject({
    createdTs: arrived - 1_000,
    version: '1',
    events: [{ ts: arrived - 1_000, received: arrived }],
  });
});
