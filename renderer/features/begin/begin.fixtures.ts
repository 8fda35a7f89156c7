import type { FoundPerson } from '../../../core/features/directory/model.ts';
import type { RoomCard } from '../../../core/features/links/model.ts';
import { fixture, offline, type Deed, type Fixtures } from '../../fixtures/fixture.ts';
import { aiko, tomas } from '../../fixtures/people.ts';
import { rooms } from '../../fixtures/rooms.ts';

const begin = (item: string): readonly Deed[] => ['button:Begin something new', `menuitem:${item}`];
const person = (userId: FoundPerson['userId'], name: string, chat = false): FoundPerson => ({
  userId,
  name,
  chat: chat ? (rooms[1]?.id ?? null) : null,
});
const found: readonly FoundPerson[] = [
  person(aiko.userId, aiko.name, true),
  person(tomas.userId, tomas.name),
  person('@tove:elsewhere.example', 'Tove from the northern harbour office with a rather long name that does not end soon'),
  person('@samira:example.org', 'سميرة'),
];
const room = (room_: RoomCard['room'], name: string | null, topic: string | null, memberCount: number): RoomCard => ({
  room: room_,
  roomId: null,
  name,
  topic,
  memberCount,
  isSpace: false,
  entry: 'open',
  isBanned: false,
  hasKnocked: false,
});
const published: readonly RoomCard[] = [
  room('#harbour:example.org', 'Harbour watch', 'Tides, lights and who is on the pier tonight. Be kind; the log is public.', 1482),
  room('#boats:example.org', 'Small boats', null, 211),
  room('#without-name:example.org', null, null, 3),
];

/** Beginning a chat or a room. */
export const beginFixtures: Fixtures = {
  beginMenu: fixture('Find a room', {}, ['button:Begin something new']),
  newChat: fixture('Tove from the northern', { foundPeople: { people: found, more: true, onlyKnown: false } }, begin('Write to somebody')),
  newChatNobody: fixture('Nobody called', {}, [...begin('Write to somebody'), 'type:zzyzx']),
  newRoom: fixture('Encrypt messages', {}, begin('Make a room')),
  findRoom: fixture('Small boats', { foundRooms: { rooms: published, next: 'more' } }, begin('Find a room')),
  findRoomOffline: fixture('cannot be reached', { lookupFails: offline }, begin('Find a room')),
};
