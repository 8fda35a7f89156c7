import { isolated } from '../../words/isolated.ts';
import { pluralised } from '../../words/format.ts';

export const enPins = {
  button: (count: number) => pluralised(count, { one: 'One pinned message', other: '# pinned messages' }),
  head: 'Pinned messages',
  saidBy: (name: string, text: string) => `${isolated(name)}: ${text}`,
  unknown: 'A message that is not here',
  refused: 'The server did not take the last change: you may not pin messages here any more.',
};
