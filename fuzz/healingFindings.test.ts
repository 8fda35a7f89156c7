import { MatrixEvent } from 'matrix-js-sdk/lib/models/event.js';
import { expect, test } from 'vitest';
import type { WireEvent } from '../core/features/history/rowOf.ts';
import { TimelineWindow } from '../core/features/timeline/timelineWindow.ts';
import { arrivals, bob, OtherDevice, receive, sessionOf, wireEvent } from './decrypting.ts';
import { bodies, heard, noKey, room, text, type HealingLife } from './healingLife.ts';
import { healingLives, historyOf } from './healingLives.fixtures.ts';

// What is said of an event that was tried: why it could not be read, whose it is, and what may change it.

const begin = healingLives();

test('the word that a key is not given reaches what waits for it, also behind a session that nothing waits for', async () => {
  const { life, sender } = await begin();
  const [first, second] = await historyOf(sender, 2);
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
  const { life, sender } = await begin();
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
  const { life, sender } = await begin();
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
  const { life, sender } = await begin();
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
