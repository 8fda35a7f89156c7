import { isolated } from '../../words/isolated.ts';
import { pluralised } from '../../words/format.ts';

export const enSelecting = {
  bar: 'Selected messages',
  select: (name: string, time: string) => `Select the message of ${isolated(name)}, ${time}`,
  count: (count: number) => pluralised(count, { one: 'One message selected', other: '# messages selected' }),
  copy: 'Copy',
  copied: 'Copied',
  forward: 'Forward…',
  delete: 'Delete…',
  cancel: 'Cancel',
  saidAt: (name: string, when: string) => `${name}, ${when}:`,
};
