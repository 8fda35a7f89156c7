import { pluralised } from '../../words/format.ts';

/** What is kept for later, and what is done with. */
export const enUnread = {
  marked: 'Marked as unread',
  markUnread: 'Mark as unread',
  markRead: 'Mark as read',
  allRead: 'Mark all as read',
  allReadDone: (rooms: number) => pluralised(rooms, { one: 'One room marked as read', other: '# rooms marked as read' }),
  undo: 'Undo',
  done: 'Done',
  jump: 'Jump to the first unread message',
  dismiss: 'Not now',
};
