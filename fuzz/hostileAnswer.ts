import fc, { type Arbitrary } from 'fast-check';
import { perAnswer } from './cases.ts';
import { accountData, ephemeral, friend, hostileEvent, me, person } from './hostileEvents.ts';
import { number, object } from './hostileValues.ts';

export const goodRoom = '!good:hs.example';
export const badRoom = '!bad:hs.example';
/** No hostile event can name them, so none can rightly change or redact them. */
export const goodIds = ['$safe-1', '$safe-2', '$safe-3'] as const;
export const goodWords = (id: string): string => `words of ${id.slice(1)}`;

type Raw = Readonly<Record<string, unknown>>;
const arrived = 1_750_000_000_000;
let stamp = 0;
const good = (event_id: string): Raw => ({
  event_id,
  type: 'm.room.message',
  sender: friend,
  origin_server_ts: arrived + (stamp += 1),
  content: { msgtype: 'm.text', body: goodWords(event_id) },
  unsigned: {},
});
const state = (type: string, state_key: string, content: object, sender = friend): Raw => ({
  event_id: `$${type}-${state_key}`,
  type,
  state_key,
  sender,
  origin_server_ts: arrived,
  content,
  unsigned: {},
});
export const goodEvent = (which: 0 | 1 | 2): Raw => good(goodIds[which]);
const start = [
  state('m.room.create', '', { creator: friend, room_version: '11' }),
  state('m.room.member', friend, { membership: 'join', displayname: 'Friend' }),
  state('m.room.member', me, { membership: 'join', displayname: 'Me' }, me),
];

function joined(stateEvents: readonly Raw[], timeline: readonly Raw[], more: object = {}): object {
  return {
    summary: {},
    state: { events: stateEvents },
    account_data: { events: [] },
    ephemeral: { events: [] },
    unread_notifications: {},
    timeline: { events: timeline, limited: false, prev_batch: 'p' },
    ...more,
  };
}

/** What a server takes (CS "Size limits"). */
const maxCharacters = 65_536;

function fitting(content: Raw): Raw {
  if (JSON.stringify(content).length <= maxCharacters) return content;
  // One member at a time, so that what is long comes through alone.
  const [first] = Object.entries(content)
    .filter(([, value]) => JSON.stringify(value).length <= maxCharacters)
    .sort(([, a], [, b]) => JSON.stringify(b).length - JSON.stringify(a).length);
  return first === undefined ? {} : { msgtype: 'm.text', body: 'x', format: 'org.matrix.custom.html', [first[0]]: first[1] };
}

/** Each its own ID: two events of one are one. All else may be wrong. */
const named = (events: readonly Raw[]): Raw[] =>
  events.map((event, index) => ({
    ...event,
    event_id: `$hostile${index}`,
    content: isRecord(event['content']) ? fitting(event['content']) : event['content'],
  }));
const isRecord = (value: unknown): value is Raw => typeof value === 'object' && value !== null && !Array.isArray(value);

/** As it comes from a server: what JSON cannot say is not in it. */
const answerWith = (bad: object, data: readonly unknown[]): object =>
  JSON.parse(
    JSON.stringify({
      next_batch: 's1',
      account_data: { events: data },
      rooms: { join: { [badRoom]: bad, [goodRoom]: joined(start, [goodEvent(2)]) }, invite: {}, leave: {}, knock: {} },
    }),
  ) as object;

/** An answer whose first room has exactly these events. */
export const answerOf = (timeline: readonly object[]): object => answerWith(joined(start, timeline as readonly Raw[]), []);

/** One answer to /sync: a room with hostile events between two good ones, and beside it a room in which all is well. */
export const hostileAnswer: Arbitrary<object> = fc
  .tuple(
    fc.array(hostileEvent, { minLength: perAnswer, maxLength: perAnswer }),
    fc.array(ephemeral, { maxLength: 2 }),
    fc.array(accountData, { maxLength: 2 }),
    fc.integer({ min: 0, max: perAnswer }),
    object({ 'm.heroes': fc.array(person, { maxLength: 3 }), 'm.joined_member_count': number, 'm.invited_member_count': number }),
    object({ highlight_count: number, notification_count: number }),
  )
  .map(([events, seen, data, place, summary, unread_notifications]) => {
    const hostile = named(events);
    const timeline = [good(goodIds[0]), ...hostile.slice(0, place), good(goodIds[1]), ...hostile.slice(place)];
    const bad = joined(start, timeline, { ephemeral: { events: seen }, account_data: { events: data }, summary, unread_notifications });
    return answerWith(bad, data);
  });
