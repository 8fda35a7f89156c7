import type { MatrixClient } from 'matrix-js-sdk/lib/client.js';
import { describe, expect, test } from 'vitest';
import { FakeLog } from '../FakeLog.ts';
import { openDirectory } from './openDirectory.sdk.ts';

interface Known {
  readonly userId: unknown;
  readonly displayName: unknown;
}

interface Asked {
  readonly path: string;
  readonly query: unknown;
  readonly body: unknown;
}

class FakeClient {
  readonly asked: Asked[] = [];
  known: readonly Known[] = [];
  /** Who chats with whom: user ID to room ID. */
  chats: Readonly<Record<string, string>> = {};
  answer: () => unknown = () => ({ results: [] });
  readonly http = {
    authedRequest: async (_method: string, path: string, query: unknown, body: unknown): Promise<unknown> => {
      this.asked.push({ path, query, body });
      return this.answer();
    },
  };
  getUserId(): string {
    return '@alice:hs';
  }
  getUsers(): readonly Known[] {
    return this.known;
  }
  getAccountData() {
    return { getContent: () => Object.fromEntries(Object.entries(this.chats).map(([userId, roomId]) => [userId, [roomId]])) };
  }
  getRoom(roomId: string) {
    return { roomId, getMyMembership: () => 'join', getMember: () => ({ membership: 'join' }), getLastActiveTimestamp: () => 1 };
  }
}

function directory() {
  const client = new FakeClient();
  const log = new FakeLog();
  return { client, log, ...openDirectory(client as unknown as MatrixClient, log) };
}

const person = (userId: string, displayName: unknown = null) => ({ userId, displayName });
const result = (userId: unknown, displayName: unknown = null) => ({ user_id: userId, display_name: displayName });
const refused = (): never => {
  throw new Error('this server has no directory');
};

describe('people', () => {
  test('those known here and those of the directory, each once and by the name known here; oneself never', async () => {
    const { client, people } = directory();
    client.known = [person('@alice:hs', 'Ali'), person('@alina:hs', 'Alina'), person('@bob:hs', 'Bob')];
    client.answer = () => ({ results: [result('@alice:hs', 'Ali'), result('@alina:hs', 'Somebody else'), result('@ali:far', 'Ali')] });
    const { people: found, more, onlyKnown } = await people(' ali ');
    expect(found.map(({ userId, name }) => [userId, name])).toEqual([
      ['@ali:far', 'Ali'],
      ['@alina:hs', 'Alina'],
    ]);
    expect({ more, onlyKnown }).toEqual({ more: false, onlyKnown: false });
    expect(client.asked).toEqual([{ path: '/user_directory/search', query: undefined, body: { search_term: 'ali', limit: 30 } }]);
  });

  test('oneself is not found by one’s whole address either', async () => {
    const { client, people } = directory();
    client.known = [person('@alice:hs', 'Alice')];
    client.answer = () => ({ results: [result('@alice:hs', 'Alice')] });
    expect((await people('@alice:hs')).people).toEqual([]);
  });

  test('where the directory fails, those known here are found, and it says that they are all', async () => {
    const { client, log, people } = directory();
    client.known = [person('@bob:hs', 'Bob'), person('@carol:hs', 'Carol')];
    client.answer = refused;
    expect(await people('bo')).toEqual({ people: [{ userId: '@bob:hs', name: 'Bob', chat: null }], more: false, onlyKnown: true });
    expect(log.lines).toEqual(['user directory']);
  });

  test('of nothing typed the directory is not asked: those known here', async () => {
    const { client, people } = directory();
    client.known = [person('@bob:hs', 'Bob')];
    expect(await people('  ')).toMatchObject({ people: [{ userId: '@bob:hs' }], onlyKnown: false });
    expect(client.asked).toEqual([]);
  });

  test('K9 whoever has no valid ID is left out, a name of the wrong kind costs itself only', async () => {
    const { client, people } = directory();
    client.known = [{ userId: 7, displayName: 'Bo' }, person('bo:hs', 'Bo'), person('@bob:hs', { bo: 1 })];
    client.answer = () => ({ results: [result('no ID', 'Bo'), result(null, 'Bo'), null, 'bo', result('@boris:far', ['Bo'])] });
    expect((await people('bo')).people.map(({ userId, name }) => [userId, name])).toEqual([
      ['@bob:hs', '@bob:hs'],
      ['@boris:far', '@boris:far'],
    ]);
  });

  test('K9 an answer that is none: those known here', async () => {
    const { client, people } = directory();
    client.known = [person('@bob:hs', 'Bob')];
    for (const answer of [null, 'nothing', { results: 'none' }]) {
      client.answer = () => answer;
      expect((await people('bob')).people).toHaveLength(1);
    }
  });

  test('whom one chats with comes first, also found by the directory alone', async () => {
    const { client, people } = directory();
    client.known = [person('@bea:hs', 'Bea'), person('@ben:hs', 'Ben')];
    client.chats = { '@bruno:far': '!chat:hs' };
    client.answer = () => ({ results: [result('@bruno:far', 'Zed Bruno')] });
    expect((await people('b')).people).toEqual([
      { userId: '@bruno:far', name: 'Zed Bruno', chat: '!chat:hs' },
      { userId: '@bea:hs', name: 'Bea', chat: null },
      { userId: '@ben:hs', name: 'Ben', chat: null },
    ]);
  });

  test('more than are shown are said to be more', async () => {
    const { client, people } = directory();
    client.known = Array.from({ length: 31 }, (_, n) => person(`@bob${n}:hs`));
    const found = await people('bob');
    expect(found.people).toHaveLength(30);
    expect(found.more).toBe(true);
  });
});

describe('rooms', () => {
  test('one server is asked, from where the last page ended, for rooms and not for spaces', async () => {
    const { client, rooms } = directory();
    client.answer = () => ({ chunk: [{ room_id: '!a:far', name: 'A', num_joined_members: 3 }], next_batch: 'p3' });
    const found = await rooms({ text: ' harbour ', server: 'far', from: 'p2' });
    expect(client.asked).toEqual([
      {
        path: '/publicRooms',
        query: { server: 'far' },
        body: { limit: 30, since: 'p2', filter: { generic_search_term: 'harbour', room_types: [null] } },
      },
    ]);
    expect(found.next).toBe('p3');
    expect(found.rooms).toHaveLength(1);
  });

  test('an answer that is none: no rooms; a refusal is passed on', async () => {
    const { client, rooms } = directory();
    for (const answer of [null, 'nothing']) {
      client.answer = () => answer;
      expect(await rooms({ text: '', server: null, from: null })).toEqual({ rooms: [], next: null });
    }
    expect(client.asked[0]).toMatchObject({ query: undefined, body: { filter: { room_types: [null] } } });
    client.answer = refused;
    await expect(rooms({ text: '', server: null, from: null })).rejects.toThrow('no directory');
  });
});
