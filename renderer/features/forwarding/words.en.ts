import { isolated } from '../../words/isolated.ts';
import { pluralised } from '../../words/format.ts';

export const enForwarding = {
  title: (count: number) => pluralised(count, { one: 'Forward the message', other: 'Forward # messages' }),
  text: 'Its words go as your own message, without whom they answered or called.',
  find: 'Find a room',
  hint: 'Room or person',
  nothing: (text: string) => `No room or person called “${text}” that you may write in.`,
  to: (name: string) => `To ${isolated(name)}`,
  other: 'Another room',
  plain: 'It was encrypted, and this room is not: its server, and whoever may read the room, can read it.',
  submit: 'Forward',
  cancel: 'Cancel',
};
