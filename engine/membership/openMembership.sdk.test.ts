import type { MatrixClient } from 'matrix-js-sdk/lib/client.js';
import { describe, expect, test } from 'vitest';
import type { NewRoom } from '../../core/features/directory/model.ts';
import type { RoomId, UserId } from '../../core/ids.ts';
import { FakeLog } from '../FakeLog.ts';
import { openMembership } from './openMembership.sdk.ts';

const forbidden = (): Error => Object.assign(new Error('no'), { httpStatus: 403, errcode: 'M_FORBIDDEN', error: 'Not you' });

/** Takes everything in but what `refuses` names; writes down what it was asked for, in order. */
class FakeClient {
  readonly asked: (readonly unknown[])[] = [];
  refuses: (what: string, about: unknown) => boolean = () => false;

  private async hear(what: string, ...about: readonly unknown[]): Promise<void> {
    this.asked.push([what, ...about]);
    // As far away as a server: whatever does not wait comes too early.
    await new Promise((resolve) => setTimeout(resolve, 1));
    if (this.refuses(what, about.at(-1))) throw forbidden();
    this.asked.push([`${what} done`]);
  }
  invite = (roomId: string, userId: string): Promise<void> => this.hear('invite', roomId, userId);
  leave = (roomId: string): Promise<void> => this.hear('leave', roomId);
  forget = (roomId: string, deletesRoom: boolean): Promise<void> => this.hear('forget', roomId, deletesRoom);
  knockRoom = (room: string, options: unknown): Promise<void> => this.hear('knock', room, options);
  setRoomDirectoryVisibility = (roomId: string, visibility: string): Promise<void> => this.hear('list', roomId, visibility);
  createRoom = async (options: unknown): Promise<{ room_id: string }> => {
    await this.hear('create', options);
    return { room_id: '!new:hs' };
  };
}

function membership() {
  const client = new FakeClient();
  const log = new FakeLog();
  return { client, log, ...openMembership(client as unknown as MatrixClient, log) };
}

const room = '!room:hs' as RoomId;
const settled = () => new Promise((resolve) => setTimeout(resolve, 20));
const wanted: NewRoom = { name: ' Harbour ', topic: '', access: 'invite', isEncrypted: true, address: '' };

describe('invitations', () => {
  test('one that is refused stops none of the others, and says why', async () => {
    const { client, invite } = membership();
    client.refuses = (_what, about) => about === '@b:hs';
    const all = ['@a:hs', '@b:hs', '@c:hs'] as UserId[];
    expect(await invite(room, all)).toEqual({
      refused: [{ userId: '@b:hs', error: { code: 'refused', errcode: 'M_FORBIDDEN', status: 403, message: 'Not you' } }],
    });
    // One after the other.
    expect(client.asked).toEqual([
      ['invite', room, '@a:hs'],
      ['invite done'],
      ['invite', room, '@b:hs'],
      ['invite', room, '@c:hs'],
      ['invite done'],
    ]);
  });
});

describe('a new room', () => {
  const encryption = { type: 'm.room.encryption', state_key: '', content: { algorithm: 'm.megolm.v1.aes-sha2' } };

  test('is encrypted from its first event where that is wanted; a private one is never listed and has no address', async () => {
    const { client, create } = membership();
    expect(await create({ ...wanted, address: 'harbour' })).toBe('!new:hs');
    await settled();
    expect(client.asked).toEqual([
      ['create', { preset: 'private_chat', visibility: 'private', name: 'Harbour', initial_state: [encryption] }],
      ['create done'],
    ]);
  });

  test('is not encrypted where that is not wanted', async () => {
    const { client, create } = membership();
    await create({ ...wanted, name: ' ', topic: ' Tides ', isEncrypted: false });
    expect(client.asked[0]).toEqual(['create', { preset: 'private_chat', visibility: 'private', topic: 'Tides', initial_state: [] }]);
  });

  test('for everybody has its address, and is listed once it is made', async () => {
    const { client, create } = membership();
    await create({ ...wanted, access: 'public', isEncrypted: false, address: 'harbour' });
    await settled();
    expect(client.asked).toEqual([
      ['create', { preset: 'public_chat', visibility: 'private', name: 'Harbour', room_alias_name: 'harbour', initial_state: [] }],
      ['create done'],
      ['list', '!new:hs', 'public'],
      ['list done'],
    ]);
  });

  test('for everybody is made all the same where the server does not list it', async () => {
    const { client, log, create } = membership();
    client.refuses = (what) => what === 'list';
    expect(await create({ ...wanted, access: 'public' })).toBe('!new:hs');
    await settled();
    expect(log.lines).toEqual(['room directory']);
  });

  test('for everybody is there before the server has listed it', async () => {
    const { client, create } = membership();
    client.setRoomDirectoryVisibility = () => new Promise(() => undefined);
    expect(await create({ ...wanted, access: 'public' })).toBe('!new:hs');
  });

  test('that is refused is said to be', async () => {
    const { client, create } = membership();
    client.refuses = (what) => what === 'create';
    await expect(create({ ...wanted, access: 'public' })).rejects.toMatchObject({ errcode: 'M_FORBIDDEN' });
    await settled();
    expect(client.asked.map(([what]) => what)).toEqual(['create']);
  });
});

test('forgetting leaves first, and forgets nothing that could not be left', async () => {
  const { client, forget } = membership();
  await forget(room);
  expect(client.asked).toEqual([['leave', room], ['leave done'], ['forget', room, true], ['forget done']]);
  client.asked.length = 0;
  client.refuses = (what) => what === 'leave';
  await expect(forget(room)).rejects.toMatchObject({ errcode: 'M_FORBIDDEN' });
  expect(client.asked).toEqual([['leave', room]]);
});

test('asking to be let in names the servers to ask, and a reason only where there is one', async () => {
  const { client, knock } = membership();
  await knock(room, ['hs', 'far'], 'I mend nets');
  await knock(room, [], '');
  expect(client.asked.filter(([what]) => what === 'knock')).toEqual([
    ['knock', room, { viaServers: ['hs', 'far'], reason: 'I mend nets' }],
    ['knock', room, { viaServers: [] }],
  ]);
});
