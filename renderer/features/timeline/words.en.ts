import type { Person } from '../../../core/features/rooms/model.ts';
import type {
  HistoryReaders,
  RefusedEdit,
  RoomAccess,
  SenderDoubt,
  StateChange,
  UndecryptableReason,
} from '../../../core/features/timeline/model.ts';
import { never } from '../../../core/never.ts';
import { names, pluralised } from '../../words/format.ts';
import { isolated } from '../../words/isolated.ts';
import { enMessageMenu } from './message/menuWords.en.ts';

const undecryptable: Record<UndecryptableReason, string> = {
  keyNotYetHere: 'The key to this message has not arrived yet. It appears by itself when it does.',
  sentBeforeJoining: 'Sent before you joined, so you were not given its key.',
  sentBeforeThisDevice: 'Sent before you signed in on this device. Your other devices or your recovery key can open it.',
  withheld: 'The sender did not share the key to this message with this device.',
  withheldFromUnverified: 'The sender shares keys with verified devices only, and has not verified this one.',
  senderUntrusted: 'Not shown, because it cannot be told whether the sender’s device is theirs.',
  broken: 'This message cannot be decrypted.',
};

function change(state: StateChange, actor: string): string {
  const by = isolated(actor);
  const who = 'who' in state ? isolated(state.who.name) : '';
  switch (state.what) {
    case 'joined':
      return `${who} joined`;
    case 'left':
      return `${who} left`;
    case 'invited':
      return `${by} invited ${who}`;
    case 'kicked':
      return `${by} removed ${who}`;
    case 'banned':
      return `${by} banned ${who}`;
    case 'unbanned':
      return `${by} lifted the ban on ${who}`;
    case 'inviteDeclined':
      return `${who} declined the invitation`;
    case 'renamed':
      if (state.to === null) return `${isolated(state.from ?? state.who.name)} removed their name`;
      return `${isolated(state.from ?? state.who.userId)} is now called ${isolated(state.to)}`;
    case 'pictureChanged':
      return `${who} changed their picture`;
    case 'roomNamed':
      return state.name === '' ? `${by} removed the room’s name` : `${by} named the room “${isolated(state.name)}”`;
    case 'topicSet':
      return state.topic === '' ? `${by} removed the topic` : `${by} set the topic: ${isolated(state.topic)}`;
    case 'encryptionOn':
      return `${by} turned on encryption`;
    case 'roomCreated':
      return `${by} created the room`;
    case 'knocked':
      return `${who} asks to be let in`;
    case 'knockTakenBack':
      return `${who} no longer asks to be let in`;
    case 'knockRefused':
      return `${by} did not let ${who} in`;
    case 'powerSet':
      return state.level >= 100 ? `${by} made ${who} an admin` : `${by} set the power of ${who} to ${state.level}`;
    default:
      return settingWords(state, by);
  }
}

const accessWords: Record<RoomAccess, string> = {
  public: 'Everybody may join now',
  invite: 'Who is invited may join now',
  private: 'Who is invited may join now',
  knock: 'People may ask to be let in now',
  restricted: 'Members of certain rooms may join now',
};
const historyWords: Record<HistoryReaders, string> = {
  world_readable: 'Everybody may read what is said now, also without joining',
  shared: 'New members may read what was said before',
  invited: 'Members may read what was said since they were invited',
  joined: 'Members may read what was said since they joined',
};

type OfMember = Extract<StateChange, { readonly who: Person }>['what'];
type Setting = Exclude<StateChange, { readonly what: OfMember | 'roomNamed' | 'topicSet' | 'encryptionOn' | 'roomCreated' }>;

/** What somebody has changed about the room itself. */
function settingWords(state: Setting, by: string): string {
  switch (state.what) {
    case 'accessSet':
      return state.access === null ? `${by} changed who may join` : `${accessWords[state.access]} (${by})`;
    case 'historySet':
      return state.readers === null ? `${by} changed who may read what was said before` : `${historyWords[state.readers]} (${by})`;
    case 'addressSet':
      return state.address === '' ? `${by} removed the room’s address` : `${by} gave the room the address ${isolated(state.address)}`;
    case 'roomPictureSet':
      return state.removed ? `${by} removed the room’s picture` : `${by} changed the room’s picture`;
    case 'guestsSet':
      return state.allowed ? `${by} lets guests join` : `${by} no longer lets guests join`;
    case 'powersSet':
      return `${by} changed who may do what`;
    case 'serversSet':
      return `${by} changed which servers may take part`;
    case 'pinned':
      return `${by} pinned a message`;
    case 'unpinned':
      return `${by} unpinned a message`;
    case 'pinsSet':
      return `${by} changed the pinned messages`;
    case 'replaced':
      return `${by} closed this room: it goes on in another one`;
    case 'otherInvited':
      return `${by} invited ${isolated(state.name)}`;
    case 'otherInviteRevoked':
      return state.name === '' ? `${by} took back an invitation` : `${by} took back the invitation of ${isolated(state.name)}`;
    case 'widgetSet':
      return state.name === '' ? `${by} added a widget` : `${by} added the widget ${isolated(state.name)}`;
    case 'widgetRemoved':
      return state.name === '' ? `${by} removed a widget` : `${by} removed the widget ${isolated(state.name)}`;
    case 'other':
      return `${by} changed the room’s settings`;
    default:
      return never(state);
  }
}

/** Said of a message that is not, or not only, what it seems. */
const refusedEdit: Record<RefusedEdit, string> = {
  unencrypted: 'An unencrypted edit was refused',
  invalid: 'An edit that is none of this message was refused',
};
const doubt: Record<SenderDoubt, string> = {
  otherSender: 'Encrypted by somebody else than the named sender',
};

export const enTimeline = {
  region: 'Timeline',
  fresh: 'New',
  beginning: 'This is the beginning of the room.',
  beginningDirect: 'This is the beginning of your conversation.',
  loadFailed: 'Older messages could not be loaded.',
  loadAgain: 'Try again',
  undecryptable,
  redacted: 'Message deleted',
  unsupported: 'Latchkey cannot show this kind of message yet.',
  file: 'File',
  showAll: 'Show all',
  location: { unnamed: 'A place', open: 'Open in browser', within: (metres: number) => `± ${metres} m` },
  code: 'Code',
  spoiler: (reason: string) => (reason === '' ? 'Spoiler' : `Spoiler: ${isolated(reason)}`),
  copyCode: 'Copy',
  copiedCode: 'Copied',
  edited: 'edited',
  refusedEdit,
  doubt,
  change,
  foldedJoins: (people: readonly string[], rest: number) => `${listed(people, rest)} joined`,
  foldedBy: (people: readonly string[], rest: number, count: number) =>
    `${pluralised(count, { one: 'One change', other: '# changes' })} by ${listed(people, rest)}`,
  toPinned: 'Show it',
  toReplacement: 'Go there',
  showFold: 'Show',
  hideFold: 'Hide',
  readBy: (people: readonly string[]) => `Read by ${names(people)}`,
  waiting: 'Waiting to be sent',
  notEncrypted: 'Not encrypted',
  notSent: 'Not sent',
  notDone: { edit: 'Edit not sent', delete: 'Not deleted', vote: 'Vote not sent', end: 'Poll not ended' },
  retry: 'Retry',
  discard: 'Discard',
  menu: enMessageMenu,
  more: 'More',
  messages: 'Messages',
  hidden: 'A message with something hidden in it',
  saidBy: (name: string, text: string) => `${isolated(name)}: ${text}`,
  reactions: 'Reactions',
  reactedBy: (people: readonly string[], rest: number) => listed(people, rest),
  replyingTo: (name: string) => `Reply to ${isolated(name)}`,
  editing: 'Edit message',
  stopComposing: 'Cancel',
  answeredOther: 'A message',
  answeredOld: 'An earlier message',
  deletion: {
    title: (count: number) => pluralised(count, { one: 'Delete message?', other: 'Delete # messages?' }),
    text: 'The words go for everybody in the room. That something was said stays visible.',
    others: 'You delete what somebody else has written, for everybody in the room. That something was said stays visible.',
    unsent: 'It has not been sent, and is not going to be.',
    submit: 'Delete',
    cancel: 'Cancel',
  },
  actions: 'Message actions',
  latest: 'Jump to latest',
  newMessages: (count: number) => pluralised(count, { one: 'One new message', other: '# new messages' }),
  typing: (people: readonly string[]) => {
    if (people.length === 1) return `${isolated(people[0] ?? '')} is typing…`;
    if (people.length <= 3) return `${names(people)} are typing…`;
    return 'Several people are typing…';
  },
  message: 'Message',
  messageTo: (name: string) => `Message ${isolated(name)}`,
  messageToEncrypted: (name: string) => `Encrypted message to ${isolated(name)}`,
  send: 'Send',
  cannotSend: 'You may read, but not write in this room.',
  willQueue: 'Sent when you have signed in again',
  connection: {
    connecting: 'Connecting…',
    offline: 'Offline. Messages are sent when you are back.',
    failing: 'The server is having trouble. Trying again…',
    other: 'Reconnecting…',
  },
  disk: {
    full: 'Your disk is full. Until there is room, new messages wait at the server, or are not kept on this computer.',
    readOnly: 'Your disk cannot be written to. Until it can, new messages wait at the server, or are not kept on this computer.',
    refuses: 'Your disk takes nothing in for now. New messages wait at the server until it does.',
  },
};

function listed(people: readonly string[], rest: number): string {
  return rest === 0 ? names(people) : names([...people, pluralised(rest, { one: 'one other', other: '# others' })]);
}
