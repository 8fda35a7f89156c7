import { MatrixClient } from 'matrix-js-sdk/lib/client.js';
import { MatrixEvent } from 'matrix-js-sdk/lib/models/event.js';
import { Room } from 'matrix-js-sdk/lib/models/room.js';
import { expect, test } from 'vitest';
import { roomName } from './roomName.sdk.ts';

const me = '@me:hs';

function nameWith(events: readonly object[]): string {
  const client = new MatrixClient({ baseUrl: 'https://hs', userId: me, roomNameGenerator: roomName });
  const room = new Room('!a:hs', client, me);
  const state = [{ type: 'm.room.member', state_key: me, content: { membership: 'join' } }, ...events];
  room.currentState.setStateEvents(
    state.map(
      (event, index) =>
        new MatrixEvent({ event_id: `$${index}`, sender: me, room_id: '!a:hs', origin_server_ts: index, ...event } as never),
    ),
  );
  room.recalculate();
  return room.name;
}

test('issue 11: somebody invited by e-mail without a name ends no sync', () => {
  expect(nameWith([{ type: 'm.room.third_party_invite', state_key: 'token', content: {} }])).toBe('Inviting Empty room');
});

test('all else is named as the SDK does', () => {
  expect(nameWith([{ type: 'm.room.canonical_alias', state_key: '', content: { alias: '#a:hs' } }])).toBe('#a:hs');
  expect(nameWith([{ type: 'm.room.member', state_key: '@b:hs', content: { membership: 'join', displayname: 'Bob' } }])).toBe('Bob');
});
