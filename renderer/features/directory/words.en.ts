import { isolated } from '../../words/isolated.ts';

/** Finding people. */
export const enDirectory = {
  label: 'Name or address',
  hint: 'Name, or @name:server',
  chat: 'Open chat',
  none: (text: string) =>
    `Nobody called ${isolated(text)} was found. Servers list only some of their people; with the whole address, like @name:server, everybody can be found.`,
  inside: 'Whoever was found is in this room already, or invited.',
  nobodyYet: 'Type a name, or a whole address like @name:server.',
  onlyKnown: 'Your server could not be asked, so these are the people you share a room with.',
  more: 'There are more. Type a little more of the name.',
  searching: 'Searching…',
};
