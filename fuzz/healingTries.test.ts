import { expect, test } from 'vitest';
import { arrivals, bob, receive, sessionOf, wireEvent } from './decrypting.ts';
import { bodies, heard, noKey, other, room, text } from './healingLife.ts';
import { healingLives, historyOf } from './healingLives.fixtures.ts';

// What is tried, and when: a key that comes at any time, by any way.

const begin = healingLives();

test.each(['to-device', 'file', 'backup'] as const)(
  'a key that comes late, by %s, opens what waits for it, in place, and says how sure its sender is',
  async (way) => {
    const { life, sender } = await begin();
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

test('T54 what cannot be read is tried once a life, however often events and other keys come; the SDK keeps none of it', async () => {
  const { life, sender } = await begin();
  const events = await historyOf(sender, 45);
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
  const { life, sender } = await begin();
  const events = await historyOf(sender, 30);
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
  const { life, sender } = await begin();
  const events = await historyOf(sender, 60);
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
  const { life, sender } = await begin();
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
  const { life, sender } = await begin();
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
  const { life, sender } = await begin(
    (calls) =>
      new Proxy(calls, {
        get: (all, name) => {
          asked.push(String(name));
          return (all as unknown as Record<string | symbol, unknown>)[name];
        },
      }),
  );
  const [wanted] = await historyOf(sender, 1);
  await life.save([wanted!]);
  await life.healer.settled();
  const many = [...(await historyOf(sender, 300, other)), wanted!];
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
  const { life, sender } = await begin(
    (calls) =>
      new Proxy(calls, {
        get: (all, name) =>
          refuses && name === 'putDecryptions'
            ? () => Promise.reject(new Error('no room'))
            : (all as unknown as Record<string | symbol, unknown>)[name],
      }),
  );
  const events = await historyOf(sender, 3);
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
