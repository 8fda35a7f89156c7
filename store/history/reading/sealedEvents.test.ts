import { expect, test } from 'vitest';
import type { Decryption, SenderTrust } from '../../../core/features/decryption/decryption.ts';
import type { EventRow } from '../../../core/features/history/rows.ts';
import { decryptionHandlers } from '../decryptionHandlers.ts';
import { forgetOlder } from '../forget.ts';
import { historyOfTest, other, room } from '../historyOfTest.fixtures.ts';
import { historyWindow } from './historyWindow.ts';
import { plainRow } from '../worldOfEvents.fixtures.ts';

const { file, take } = historyOfTest();
const sealed = (arrival: number, session: string | null = 's1', change: Partial<EventRow> = {}): EventRow =>
  plainRow(arrival, { type: 'm.room.encrypted', state: 'untried', wire: true, session, content: `{"ciphertext":"${arrival}"}`, ...change });
const clear = (body: string, trust: SenderTrust = 'verified'): Decryption => ({
  state: 'clear',
  type: 'm.room.message',
  content: `{"body":"${body}"}`,
  kind: 'link',
  trust,
  sharedBy: null,
});

const calls = () => decryptionHandlers(file());
const put = (decryption: Decryption, eventId: `$${string}` = '$1', roomId = room): void =>
  calls().putDecryptions({ decryptions: [{ roomId, eventId, decryption }] }) as undefined;
const rows = (roomId = room): readonly EventRow[] =>
  historyWindow(file().db, { room: roomId }, { newest: true }, 100).rows.map(({ row }) => row);
const idsOf = (events: unknown): readonly string[] => (events as readonly { readonly row: EventRow }[]).map(({ row }) => row.eventId);

test('what nobody tried comes newest first, from all rooms; what a key opens, in order and in parts; what is clear, in neither', () => {
  take([sealed(1), sealed(2), plainRow(3), sealed(4, 's2', { state: 'failed', reason: 'x' }), sealed(5, null)]);
  take([sealed(6, 's1'), sealed(7, 's1', { state: 'failed', reason: 'x' })], { roomId: other });
  expect(idsOf(calls().untriedEvents({ limit: 3 }))).toEqual(['$6', '$5', '$2']);
  const first = calls().sealedEvents({ roomId: other, session: 's1', after: 0, limit: 1 }) as readonly { readonly number: number }[];
  expect(idsOf(first)).toEqual(['$6']);
  expect(idsOf(calls().sealedEvents({ roomId: other, session: 's1', after: first[0]!.number, limit: 9 }))).toEqual(['$7']);
  expect(calls().sealedEvents({ roomId: '!never:example.org', session: 's1', after: 0, limit: 9 })).toEqual([]);
});

test('sessions that something waits for: in pages, each once, and among some', () => {
  take([sealed(1), sealed(2), sealed(3, 's2'), sealed(4, null)]);
  take([sealed(5)], { roomId: other });
  const all = [
    { roomId: room, session: 's1' },
    { roomId: room, session: 's2' },
    { roomId: other, session: 's1' },
  ];
  expect(calls().awaitedSessions({ after: null, limit: 2 })).toEqual(all.slice(0, 2));
  expect(calls().awaitedSessions({ after: all[1]!, limit: 2 })).toEqual(all.slice(2));
  expect(calls().awaitedAmong({ sessions: [...all, { roomId: other, session: 's2' }, { roomId: '!c', session: 's1' }] })).toEqual(all);
  put(clear('read'), '$5', other);
  expect(calls().awaitedAmong({ sessions: all })).toEqual(all.slice(0, 2));
});

test('what was decrypted stands in place of what was on the wire; where it stands, what it relates to and that it was encrypted stay', () => {
  const edit = sealed(2, 's1', { relType: 'm.replace', relTo: '$1' });
  take([sealed(1), edit]);
  put({ state: 'failed', reason: 'NO_KEY' }, '$2');
  expect(rows()[1]).toEqual({ ...edit, state: 'failed', reason: 'NO_KEY' });
  put(clear('read'), '$2');
  expect(rows()[1]).toEqual({ ...edit, type: 'm.room.message', state: 'clear', kind: 'link', content: '{"body":"read"}' });
  expect(rows()[0]).toEqual(sealed(1));
});

test('what is clear is not written over, neither by a failure nor by another text', () => {
  take([sealed(1)]);
  put(clear('read'));
  put({ state: 'failed', reason: 'NO_KEY' });
  put(clear('something else'));
  expect(rows()).toMatchObject([{ state: 'clear', reason: null, content: '{"body":"read"}' }]);
});

test('what was redacted while it was decrypted has no text afterwards', () => {
  take([sealed(1), plainRow(2, { type: 'm.room.redaction', relType: 'm.room.redaction', relTo: '$1', content: '{"redacts":"$1"}' })]);
  put(clear('gone'));
  expect(rows()[0]).toMatchObject({ redactedBy: '$2', content: '{}', type: 'm.room.encrypted', session: null });
  expect(calls().sessionSamples({ roomId: room, sessions: ['s1'] })).toEqual([]);
});

test('the same event ID in another room is another event', () => {
  take([sealed(1)]);
  take([sealed(1)], { roomId: other });
  put(clear('read'), '$1', other);
  expect([rows()[0]?.state, rows(other)[0]?.state]).toEqual(['untried', 'clear']);
});

test('of each session, and each sender that it is said to be of, one event stays as it was on the wire, and what was said of its sender last', () => {
  take([sealed(1), sealed(2), sealed(3, 's1', { sender: '@eve:example.org' })]);
  put(clear('one', 'unknownDevice'), '$1');
  put(clear('two', 'verified'), '$2');
  put(clear('three', 'otherSender'), '$3');
  const samples = calls().sessionSamples({ roomId: room, sessions: ['s1', 's2'] }) as readonly { readonly sample: string }[];
  expect(samples).toMatchObject([
    { session: 's1', sender: '@bob:example.org', trust: 'verified', sharedBy: null },
    { session: 's1', sender: '@eve:example.org', trust: 'otherSender' },
  ]);
  expect(JSON.parse(samples[0]!.sample)).toEqual({
    event_id: '$1',
    type: 'm.room.encrypted',
    sender: '@bob:example.org',
    origin_server_ts: plainRow(1).ts,
    content: { ciphertext: '1' },
  });
});

test('of what is redacted or forgotten the sample goes, too, and the next event of the session takes its place', () => {
  const sample = (): string =>
    (calls().sessionSamples({ roomId: room, sessions: ['s1'] }) as readonly { readonly sample: string }[])[0]!.sample;
  take([sealed(1), sealed(2), sealed(4)]);
  put(clear('one'), '$1');
  expect(sample()).toContain('"$1"');
  take([plainRow(3, { type: 'm.room.redaction', relType: 'm.room.redaction', relTo: '$1', content: '{"redacts":"$1"}' })]);
  expect(sample()).toBe('');
  put(clear('two'), '$2');
  expect(sample()).toContain('"$2"');
  take(Array.from({ length: 60 }, (_, n) => plainRow(100 + n)));
  const line = file().db.prepare('SELECT line FROM store.lines', { pluck: true }).get<number>()!;
  file().write('crash', () => forgetOlder(file().db, plainRow(4).ts, line - 1));
  expect(rows()[0]?.eventId).toBe('$4');
  expect(sample()).toBe('');
  put(clear('four'), '$4');
  expect(sample()).toContain('"$4"');
});

test('more than fits into one answer is refused', () => {
  expect(() => calls().untriedEvents({ limit: 51 })).toThrow();
  const decryptions = Array.from({ length: 51 }, () => ({ roomId: room, eventId: '$1', decryption: clear('x') }) as const);
  expect(() => calls().putDecryptions({ decryptions })).toThrow();
});
