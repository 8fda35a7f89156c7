import { isolated } from '../../words/isolated.ts';

/** Beginning a chat or a room. */
export const enBegin = {
  menu: 'Begin something new',
  newChat: 'Write to somebody',
  newRoom: 'Make a room',
  findRoom: 'Find a room',
  emptyTitle: 'Nothing here yet',
  emptyText: 'Begin with one of these. Whoever invites you appears on the left.',
  choices: {
    newChat: 'A private chat with one person, encrypted',
    newRoom: 'For a group or a topic, with whom you like',
    findRoom: 'Public rooms, or one whose address you have',
  },
  newChatText: 'They are invited, and what you write is encrypted.',
  rooms: {
    label: 'Name, topic or address',
    hint: 'Name, topic, or #room:server',
    server: 'Listed by',
    ownServer: 'your own server',
    text: 'Rooms that their server shows to everybody.',
    none: (text: string) =>
      text === ''
        ? 'This server shows no public rooms.'
        : `No public room was found for ${isolated(text)}. With its address, like #room:server, any room can be found.`,
    badServer: 'That is not a server’s name. It looks like example.org.',
    more: 'Show more',
  },
  room: {
    text: 'You can change all of this later, but for the encryption.',
    name: 'Name',
    nameMissing: 'A room needs a name.',
    topic: 'What it is about (optional)',
    access: 'Who can join',
    accesses: { invite: 'Invited people', public: 'Everybody' },
    accessText: {
      invite: 'Nobody sees the room unless somebody in it invites them.',
      public: 'Whoever finds the room can join and read along. It is listed where its server lists rooms.',
    },
    address: 'Address (optional)',
    addressEnd: ': your server',
    addressTaken: 'Another room has this address.',
    encrypted: 'Encrypt messages',
    encryptedText: {
      invite: 'Only those in the room can read them. It cannot be switched off later.',
      public: 'In a public room everybody can read along anyway. It cannot be switched off later.',
    },
    create: 'Make room',
    creating: 'Making it…',
  },
  cancel: 'Cancel',
};
