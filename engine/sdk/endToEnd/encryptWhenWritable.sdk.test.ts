import { MatrixEvent } from 'matrix-js-sdk/lib/models/event.js';
import { afterEach, expect, test, vi } from 'vitest';
import type { CryptoBackend } from 'matrix-js-sdk/lib/common-crypto/CryptoBackend.js';
import { Failure } from '../../../core/errors.ts';
import { encryptWhenWritable } from './encryptWhenWritable.sdk.ts';
import { realClient } from './realClient.fixtures.sdk.ts';

const roomId = '!a:hs.test';
const closed: unknown[] = [];
let stop = (): void => undefined;
afterEach(() => stop());

const state = (type: string, key: string, content: object): object => ({
  type,
  state_key: key,
  event_id: `$${type}${key}`,
  sender: '@me:hs.test',
  origin_server_ts: 1,
  content,
});
const encrypted = {
  next_batch: 's1',
  device_one_time_keys_count: { signed_curve25519: 50 },
  rooms: {
    join: {
      [roomId]: {
        state: {
          events: [
            state('m.room.create', '', { room_version: '11' }),
            state('m.room.member', '@me:hs.test', { membership: 'join' }),
            state('m.room.encryption', '', { algorithm: 'm.megolm.v1.aes-sha2' }),
          ],
        },
        timeline: { events: [], limited: false, prev_batch: 'p' },
      },
    },
  },
};

/** A room that is encrypted, in which one may write; `refuse` has happened before the first answer. */
async function room(
  refuse: (machine: Awaited<ReturnType<typeof realClient>>['machine']) => void,
  settle: () => Promise<void> = () => Promise.resolve(),
) {
  const { client, machine, log, store } = await realClient([encrypted]);
  stop = () => client.stopClient();
  const crypto = client.getCrypto() as CryptoBackend;
  refuse(machine);
  encryptWhenWritable(crypto, settle, (cause) => closed.push(cause));
  await client.startClient({ initialSyncLimit: 1 });
  await vi.waitFor(() => expect(store.log).toHaveLength(1));
  const send = async (): Promise<string> => {
    const event = new MatrixEvent({
      type: 'm.room.message',
      content: { body: 'hi' },
      room_id: roomId,
      sender: '@me:hs.test',
      event_id: '~1',
    });
    await crypto.encryptEvent(event, client.getRoom(roomId)!);
    return event.getWireType();
  };
  return { send, log };
}

function refuseOnce(name: 'setRoomSettings' | 'shareRoomKey', refusal = 'DomException: made by the test') {
  return (machine: Awaited<ReturnType<typeof realClient>>['machine']): void => {
    const real = machine[name].bind(machine) as (...args: unknown[]) => Promise<never>;
    let refused = false;
    const once = (...args: unknown[]): Promise<never> => {
      if (refused) return real(...args);
      refused = true;
      return Promise.reject(new Error(refusal));
    };
    Object.assign(machine, { [name]: once });
  };
}

test('K7 a room is encrypted for, although the store would not take that it is encrypted when that came', async () => {
  const { send } = await room(refuseOnce('setRoomSettings'));
  expect(await send()).toBe('m.room.encrypted');
});

test('K7 members whom the store would not take when they came are given to it before the next message', async () => {
  const told: number[] = [];
  let refuses = false;
  let tell = (): Promise<void> => Promise.resolve();
  const { send } = await room((machine) => {
    const track = machine.updateTrackedUsers.bind(machine);
    machine.updateTrackedUsers = (users) => {
      told.push(users.length);
      return refuses ? Promise.reject(new Error('DomException: made by the test')) : track(users);
    };
    tell = () => machine.updateTrackedUsers([]);
  });
  await send();
  const before = told.length;
  await send();
  expect(told, 'once is enough').toHaveLength(before);
  refuses = true;
  await expect(tell()).rejects.toThrow('made by the test');
  refuses = false;
  await send();
  expect(told.slice(before)).toEqual([0, 1]);
});

test('K7 a message that the store would not let encrypt waits; one that cannot be encrypted otherwise does not', async () => {
  const waits = await room(refuseOnce('shareRoomKey'), () => Promise.reject(new Failure({ code: 'diskRefuses' })));
  await expect(waits.send()).rejects.toMatchObject({ error: { code: 'diskRefuses' } });
  stop();
  const fails = await room(refuseOnce('shareRoomKey'));
  await expect(fails.send()).rejects.toThrow('made by the test');
});

test('K7 a message meets a store that Chromium has closed: it waits, and another engine is asked for', async () => {
  const { send } = await room(
    refuseOnce('shareRoomKey', 'failed to read or write to the crypto store DomException UnknownError (0): Connection is closing.'),
  );
  await expect(send()).rejects.toMatchObject({ error: { code: 'diskRefuses' } });
  expect(closed).toHaveLength(1);
});
