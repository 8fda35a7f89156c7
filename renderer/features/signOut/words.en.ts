import { pluralised } from '../../words/format.ts';

export const enSignOut = {
  title: 'Sign out?',
  text: 'Everything Latchkey keeps on this computer for this account will be destroyed.',
  checkingLoss: 'Looking for what would be lost…',
  lossUnknown: 'What would be lost cannot be told right now. Messages not sent, and encrypted messages not backed up, would be gone.',
  unsent: (count: number) => pluralised(count, { one: 'One message has not been sent', other: '# messages have not been sent' }),
  unsentHint: 'Wait until you are connected, or copy them.',
  keys: (count: number) =>
    pluralised(count, {
      one: 'Keys of one encrypted room are not backed up',
      other: 'Keys of # encrypted rooms are not backed up',
    }),
  keysHint: 'Without another signed-in device, its messages cannot be read again.',
  keysHintMany: 'Without another signed-in device, their messages cannot be read again.',
  nothingLost: 'Nothing would be lost: every message was sent, and the keys are backed up.',
  submit: 'Sign out',
  submitErase: 'Sign out and erase',
  cancel: 'Cancel',
  running: 'Signing out…',
  problemTitle: 'The server does not know yet',
  problemText:
    'Your server could not be told that you are signing out, so this device would stay in your account’s list until you remove it there.',
  eraseAnyway: 'Erase anyway',
};
