import { MatrixEvent } from 'matrix-js-sdk/lib/models/event.js';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { WireEvent } from '../core/features/history/rowOf.ts';
import { TimelineWindow } from '../core/features/timeline/timelineWindow.ts';
import { arrivals, bob, OtherDevice, receive, sessionOf, wireEvent } from './decrypting.ts';
import { bodies, healingLife, heard, noKey, other, room, text, type Calls, type HealingLife } from './healingLife.ts';

// The history's own store and the SDK's own crypto module: a key that comes at any time, by any way.

let sender: OtherDevice;
const lives: HealingLife[] = [];

beforeEach(async () => {
  sender = await OtherDevice.make();
});
afterEach(() => {
  for (const life of lives.splice(0)) life.end();
});

async function begin(change?: (calls: Calls) => Calls): Promise<HealingLife> {
  const life = await healingLife(change);
  lives.push(life);
  return life;
}

test.each(['to-device', 'file', 'backup'] as const)(
  'a key that comes late, by %s, opens what waits for it, in place, and says how sure its sender is',
  async (way) => {
    const life = await begin();
    const [first, second] = [await sender.encrypt(room, text('one')), await sender.encrypt(room, text('two'))];
    const elsewhere = await sender.encrypt(other, text('three'));
    await life.save([first, wireEvent('m.room.message', text('plain')), second]);
    await life.save([elsewhere], other);
    await life.healer.settled();
    expect(bodies(await life.rows())).toEqual([noKey, 'plain', noKey]);
    const exported = await sender.exported([sessionOf(first)]);
    if (way !== 'to-device') await arrivals[way](life.machine, exported);
    else await receive(life.machine, [await sender.keyFor(life.machine, room)]);
    await heard();
    await life.healer.settled();
    if (way === 'to-device') {
      // It gives the key as it is by now: what came before it stays unread, and says so.
      expect(bodies(await life.rows())).toEqual(['OLM_UNKNOWN_MESSAGE_INDEX', 'plain', 'OLM_UNKNOWN_MESSAGE_INDEX']);
      await life.save([await sender.encrypt(room, text('four'))]);
      await life.healer.settled();
      expect(bodies(await life.rows()).at(-1)).toBe('four');
      await arrivals.file(life.machine, exported);
      await heard();
      await life.healer.settled();
    }
    expect(bodies(await life.rows()).slice(0, 3)).toEqual(['one', 'plain', 'two']);
    expect(bodies(await life.rows(other))).toEqual([noKey]);
    const [sample] = await life.calls.sessionSamples({ roomId: room, sessions: [sessionOf(first)] });
    expect(sample).toMatchObject({ sender: bob, sharedBy: null });
    expect(sample!.trust).toBe(way === 'to-device' ? 'unsignedDevice' : 'notGuaranteed');
  },
);

const historyOf = async (count: number, roomId = room): Promise<readonly WireEvent[]> => {
  const events: WireEvent[] = [];
  for (let n = 0; n < count; n++) {
    await sender.turnOver(roomId);
    events.push(await sender.encrypt(roomId, text(`${n}`)));
  }
  return events;
};

test('T54 what cannot be read is tried once a life, however often events and other keys come; the SDK keeps none of it', async () => {
  const life = await begin();
  const events = await historyOf(45);
  await life.save(events);
  await life.healer.settled();
  expect(life.attempts).toHaveLength(45);
  for (let n = 0; n < 3; n++) {
    life.healer.saved();
    life.healer.keysCame([{ roomId: room, session: 'of nothing' }]);
    await life.healer.settled();
  }
  expect(life.attempts).toHaveLength(45);
  const { eventDecryptor } = life.crypto as unknown as { eventDecryptor: { eventsPendingKey: Map<string, unknown> } };
  expect(eventDecryptor.eventsPendingKey.size).toBe(0);
});

test('a key that came between two lives is found by the next one', async () => {
  const life = await begin();
  const events = await historyOf(30);
  const first = [await sender.encrypt(room, text('again')), await sender.encrypt(room, text('and again'))];
  await life.save([...events, ...first]);
  await life.healer.settled();
  life.healer.stop();
  await arrivals.file(life.machine, await sender.exported([...events.slice(0, 25), first[0]!].map(sessionOf)));
  await heard();
  // That this one can be read says nothing about older ones that could not be.
  await life.save([await sender.encrypt(room, text('newer'))]);
  expect(new Set(bodies((await life.rows()).slice(0, -1)))).toEqual(new Set([noKey]));
  life.restart();
  await life.healer.settled();
  const expected = [...events.slice(0, 25).map((_, n) => `${n}`), noKey, noKey, noKey, noKey, '29', 'again', 'and again', 'newer'];
  expect(bodies(await life.rows())).toEqual(expected);
});

test('a life that ended in the middle is gone on with', async () => {
  const life = await begin();
  const events = await historyOf(60);
  await arrivals.file(life.machine, await sender.exported(events.map(sessionOf)));
  await heard();
  await life.healer.settled();
  life.onAttempt = () => life.attempts.length === 30 && life.healer.stop();
  await life.save(events);
  await life.healer.settled();
  expect((await life.rows()).filter(({ state }) => state === 'clear')).toHaveLength(20);
  life.onAttempt = () => undefined;
  life.restart();
  await life.healer.settled();
  expect(bodies(await life.rows())).toEqual(events.map((_, n) => `${n}`));
  expect(life.attempts.length, 'a slice twice').toBe(80);
});

test('T54 what was opened and is no event is opened once a life, however often its key is told of, and keeps nothing behind it unread', async () => {
  const life = await begin();
  const none = await sender.encrypt(room, text('in another envelope'), {}, 'm.room.encrypted');
  const good = await sender.encrypt(room, text('good'));
  await life.save([none, good]);
  await life.healer.settled();
  life.healer.stop();
  await arrivals.file(life.machine, await sender.exported([sessionOf(good)]));
  await heard();
  for (const attempts of [2, 1]) {
    life.attempts.length = 0;
    life.restart();
    for (let n = 0; n < 5; n++) {
      await life.healer.settled();
      life.healer.keysCame([{ roomId: room, session: sessionOf(good) }]);
      await heard();
    }
    await life.healer.settled();
    expect(life.attempts).toHaveLength(attempts);
    expect(bodies(await life.rows())).toEqual(['UNKNOWN_ERROR', 'good']);
  }
});

test('a key that begins late opens what it can, though the device is younger than the rest', async () => {
  const life = await begin();
  const old = { origin_server_ts: 1 };
  const events = [await sender.encrypt(room, text('before'), old)];
  const key = await sender.keyFor(life.machine, room);
  events.push(await sender.encrypt(room, text('behind'), old));
  await life.save(events);
  await life.healer.settled();
  life.healer.stop();
  await receive(life.machine, [key]);
  await heard();
  life.restart();
  await life.healer.settled();
  expect(bodies(await life.rows())).toEqual(['HISTORICAL_MESSAGE_NO_KEY_BACKUP', 'behind']);
});

test('keys by the hundred are asked for together, and only those that something waits for are looked at', async () => {
  const asked: string[] = [];
  const life = await begin(
    (calls) =>
      new Proxy(calls, {
        get: (all, name) => {
          asked.push(String(name));
          return (all as unknown as Record<string | symbol, unknown>)[name];
        },
      }),
  );
  const [wanted] = await historyOf(1);
  await life.save([wanted!]);
  await life.healer.settled();
  const many = [...(await historyOf(300, other)), wanted!];
  asked.length = 0;
  await arrivals.file(life.machine, await sender.exported(many.map(sessionOf)));
  await heard();
  await life.healer.settled();
  expect(bodies(await life.rows())).toEqual(['0']);
  expect(asked.filter((name) => name === 'awaitedAmong').length).toBeLessThanOrEqual(3);
  expect(asked.filter((name) => name === 'sealedEvents')).toHaveLength(1);
});

test('where the store takes nothing it waits, longer each time, loses nothing, and goes on', async () => {
  let refuses = false;
  const life = await begin(
    (calls) =>
      new Proxy(calls, {
        get: (all, name) =>
          refuses && name === 'putDecryptions'
            ? () => Promise.reject(new Error('no room'))
            : (all as unknown as Record<string | symbol, unknown>)[name],
      }),
  );
  const events = await historyOf(3);
  await life.save(events);
  await life.healer.settled();
  refuses = true;
  await arrivals.file(life.machine, await sender.exported(events.slice(1).map(sessionOf)));
  while (life.waits.filter((ms) => ms > 0).length < 8) await heard();
  expect(life.waits.filter((ms) => ms > 0).slice(0, 8)).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
  expect(bodies(await life.rows())).toEqual([noKey, noKey, noKey]);
  refuses = false;
  await life.healer.settled();
  expect(bodies(await life.rows())).toEqual([noKey, '1', '2']);
  expect(life.log.lines).toContain('the history could not be decrypted further');
});

test('the word that a key is not given reaches what waits for it, also behind a session that nothing waits for', async () => {
  const life = await begin();
  const [first, second] = await historyOf(2);
  await life.save([second!]);
  await life.healer.settled();
  const withheld = (event: WireEvent, code: string): object => ({
    type: 'm.room_key.withheld',
    sender: bob,
    content: {
      algorithm: 'm.megolm.v1.aes-sha2',
      room_id: room,
      session_id: sessionOf(event),
      sender_key: sender.machine.identityKeys.curve25519.toBase64(),
      code,
    },
  });
  await receive(life.machine, [withheld(first!, 'm.unverified'), withheld(second!, 'm.unverified')]);
  await heard();
  await life.healer.settled();
  expect(bodies(await life.rows())).toEqual(['MEGOLM_KEY_WITHHELD_FOR_UNVERIFIED_DEVICE']);
});

test('T31 each reason is said, and nothing that a server sends keeps the rest from being read', async () => {
  const life = await begin();
  const good = await sender.encrypt(room, text('good'));
  const { ciphertext } = good.content as { ciphertext: string };
  const tampered = { ...good.content, ciphertext: `${ciphertext.slice(0, -8)}AAAAAAAA` };
  const cases: readonly (readonly [WireEvent, string])[] = [
    [wireEvent('m.room.encrypted', tampered), 'UNKNOWN_ERROR'],
    [wireEvent('m.room.encrypted', { ...good.content, ciphertext: ciphertext.slice(0, 40) }), 'UNKNOWN_ERROR'],
    [wireEvent('m.room.encrypted', { ...good.content, ciphertext: 7 }), 'UNKNOWN_ERROR'],
    [wireEvent('m.room.encrypted', { ...good.content, session_id: ['a'] }), 'UNKNOWN_ERROR'],
    [wireEvent('m.room.encrypted', { ...good.content, algorithm: 'm.olm.v1.curve25519-aes-sha2' }), 'UNKNOWN_ERROR'],
    [wireEvent('m.room.encrypted', good.content, { sender: 'nobody' }), 'UNKNOWN_ERROR'],
    [wireEvent('m.room.encrypted', {}), 'UNKNOWN_ERROR'],
    [wireEvent('m.room.encrypted', { ...good.content, session_id: 'unknown' }), noKey],
    [wireEvent('m.room.encrypted', { ...good.content, session_id: 'u' }, { origin_server_ts: 1 }), 'HISTORICAL_MESSAGE_NO_KEY_BACKUP'],
    [
      wireEvent('m.room.encrypted', { ...good.content, session_id: 'u' }, { unsigned: { membership: 'leave' } }),
      'HISTORICAL_MESSAGE_USER_NOT_JOINED',
    ],
  ];
  await arrivals.file(life.machine, await sender.exported([sessionOf(good)]));
  await life.save([good, ...cases.map(([event]) => event)]);
  await life.healer.settled();
  expect(bodies(await life.rows())).toEqual(['good', ...cases.map(([, reason]) => reason)]);
  for (const [event, reason] of cases) expect(await bySdk(life, event)).toBe(reason);
});

/** What the SDK says of it where it decrypts itself. */
async function bySdk({ crypto }: HealingLife, event: WireEvent): Promise<unknown> {
  const own = new MatrixEvent({ ...structuredClone(event), room_id: room } as ConstructorParameters<typeof MatrixEvent>[0]);
  await own.attemptDecryption(crypto, {});
  return own.decryptionFailureReason;
}

test('T28 what is said to be somebody else’s is read, and the session says so for that name only', async () => {
  const life = await begin();
  const event = await sender.encrypt(room, text('mine'));
  await receive(life.machine, [await sender.keyFor(life.machine, room)]);
  await heard();
  const real = await sender.encrypt(room, text('Bob’s'));
  const forged = { ...(await sender.encrypt(room, text('not Eve’s'))), sender: '@eve:hs.test' };
  await life.save([event, real, forged]);
  await life.healer.settled();
  expect(bodies(await life.rows()).slice(1)).toEqual(['Bob’s', 'not Eve’s']);
  const samples = await life.calls.sessionSamples({ roomId: room, sessions: [sessionOf(real)] });
  expect(samples.map((sample) => [sample.sender, sample.trust])).toEqual([
    [bob, 'unsignedDevice'],
    ['@eve:hs.test', 'otherSender'],
  ]);
});

test('S-3 T27 an edit of an encrypted message that nobody encrypted is refused, before its key comes and after; so is somebody else’s', async () => {
  const life = await begin();
  const original = await sender.encrypt(room, text('words'));
  const replaces = (body: string): Record<string, unknown> => ({
    ...text(`* ${body}`),
    'm.new_content': text(body),
    'm.relates_to': { rel_type: 'm.replace', event_id: original.event_id },
  });
  const edit = await sender.encrypt(room, replaces('better words'));
  const later = { origin_server_ts: edit.origin_server_ts + 10_000 };
  const plain = wireEvent('m.room.message', replaces('words of the server'), later);
  const eve = await OtherDevice.make('@eve:hs.test');
  const foreign = await eve.encrypt(room, replaces('words of Eve'), { sender: '@eve:hs.test', ...later });
  await life.save([original, edit, foreign, plain]);
  await life.healer.settled();
  expect(await shown(life)).toMatchObject([{ body: { type: 'undecryptable' }, edited: false }]);
  await arrivals.file(life.machine, await sender.exported([sessionOf(original)]));
  await arrivals.file(life.machine, await eve.exported([sessionOf(foreign)]));
  await heard();
  await life.healer.settled();
  expect((await life.rows()).map(({ state, relTo }) => [state, relTo])).toEqual([
    ['clear', null],
    ['clear', original.event_id],
    ['clear', original.event_id],
    ['clear', original.event_id],
  ]);
  expect(await shown(life)).toMatchObject([{ body: { text: 'better words' }, edited: true, refusedEdit: 'unencrypted' }]);
});

async function shown(life: HealingLife): Promise<readonly unknown[]> {
  const { rows, gaps } = await life.calls.historyWindow({ of: { room }, from: { newest: true }, limit: 400 });
  const window = new TimelineWindow('@me:hs.test', () => 'ref');
  window.show({ rows, relations: [], gaps, isFirst: true, isLast: true });
  return window.items.filter(({ kind }) => kind === 'message');
}
