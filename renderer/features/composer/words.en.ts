/** How a command is written, and what it does. */
const commands = {
  me: { use: '/me does something', does: 'Says what you do' },
  plain: { use: '/plain text', does: 'Sends it as it is typed, without formatting' },
  spoiler: { use: '/spoiler text', does: 'Hides it until somebody looks' },
  shrug: { use: '/shrug text', does: 'Adds ¯\\_(ツ)_/¯' },
  join: { use: '/join #room:server', does: 'Opens or joins a room' },
  invite: { use: '/invite @person:server', does: 'Invites somebody to this room' },
  topic: { use: '/topic text', does: 'Sets the topic of this room' },
  roomname: { use: '/roomname name', does: 'Names this room' },
  nick: { use: '/nick name', does: 'Changes your name, in all rooms' },
  leave: { use: '/leave', does: 'Leaves this room; asks first' },
  kick: { use: '/kick @person:server reason', does: 'Removes somebody; they may come back' },
  ban: { use: '/ban @person:server reason', does: 'Removes somebody for good' },
  unban: { use: '/unban @person:server', does: 'Lets somebody back in' },
  op: { use: '/op @person:server 50', does: 'Gives somebody a power level: 50 moderates, 100 administers' },
};

export const enComposer = {
  completions: 'Suggestions',
  everybody: 'Everybody in this room',
  commands,
  unknownCommand: (name: string) => `There is no command “/${name}”.`,
  incompleteCommand: (use: string) => `This command is written “${use}”.`,
  sendAsText: 'Send as text',
  editCommand: 'Edit',
};
