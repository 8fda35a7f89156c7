import { isolated } from '../../words/isolated.ts';
import { pluralised } from '../../words/format.ts';

/** Who comes into a room, and leaving it. */
export const enMembership = {
  menu: 'More for this room',
  invite: 'Invite people…',
  leave: 'Leave room…',
  leaveChat: 'Leave chat…',
  inviteTitle: (room: string) => `Invite to ${isolated(room)}`,
  inviteText: {
    encrypted: 'They can read what is written from now on.',
    plain: 'What they can read of before, the room decides.',
  },
  remove: (name: string) => `Remove ${isolated(name)}`,
  submit: (number: number) => (number === 0 ? 'Invite' : pluralised(number, { one: 'Invite one person', other: 'Invite # people' })),
  inviting: 'Inviting…',
  refused: (name: string) => `${isolated(name)} could not be invited.`,
  forbidden: 'You may not invite people to this room, or they are banned from it.',
  leaveTitle: (room: string) => `Leave ${isolated(room)}?`,
  leaveText: {
    direct: 'The chat goes from your list. To come back you have to be invited again.',
    room: 'It goes from your list. Unless everybody may join it, you have to be invited to come back.',
    alone: 'Nobody else is in it: nobody can come back, and what was written is lost.',
  },
  forget: 'Forget it, too: your server then need not keep what you could read in it',
  unsent: (number: number) =>
    pluralised(number, { one: 'One message has not been sent, and is lost.', other: '# messages have not been sent, and are lost.' }),
  leaveSubmit: 'Leave',
  leaving: 'Leaving…',
  cancel: 'Cancel',
};
