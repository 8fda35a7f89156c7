import { count, pluralised } from '../../words/format.ts';
import { isolated } from '../../words/isolated.ts';

/** What a link into Matrix names. */
export const enNamed = {
  looking: 'Looking it up…',
  lookingText: 'Asking your server what this link names.',
  nothingTitle: { room: 'Room not found', user: 'Nobody found' },
  nothing: {
    room: 'There is no such room, or your server may not tell you about it. Somebody in it can invite you.',
    user: 'Your server knows nobody by this name.',
  },
  unreadableTitle: 'This link names nothing',
  unreadable: 'It should name a person or a room, but it cannot be read. It may have been cut off.',
  failedTitle: 'It could not be looked up',
  spaceTitle: 'A space',
  ourSpace: (name: string) => `You are in the space ${isolated(name)}. Latchkey cannot show spaces yet.`,
  isSpace: 'A space. Latchkey cannot show spaces yet.',
  unnamed: 'A room without a name',
  people: (number: number) => pluralised(number, { one: 'One member', other: '# members' }),
  join: 'Join',
  joining: 'Joining…',
  entry: {
    open: 'You are not in this room.',
    unknown: 'You are not in this room. Whether you may join, its server says when you try.',
    invite: 'You are not in this room. It can be joined by invitation only.',
    knock: 'You are not in this room. One has to ask to be let in, which Latchkey cannot do yet.',
  },
  banned: 'You are banned from this room.',
  me: 'This is you.',
  shared: (number: number) => pluralised(number, { one: 'One room in common', other: '# rooms in common' }),
  moreShared: (number: number) => `and ${count(number)} more`,
  noneShared: 'You have no room in common, as far as Latchkey knows.',
  message: 'Message',
  start: 'Start a chat',
  starting: 'Starting…',
  startText: 'A new encrypted room is made, and they are invited to it.',
  close: 'Close',
  cancel: 'Cancel',
  eventMissing: 'That message is further back than Latchkey can show yet.',
};
