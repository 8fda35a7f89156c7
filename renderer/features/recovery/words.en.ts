import { count, pluralised } from '../../words/format.ts';

export const enRecovery = {
  notice: {
    history: 'Older encrypted messages are locked here.',
    device: 'Others cannot tell yet that this device is yours.',
  },
  open: 'Enter recovery key',
  later: 'Not now',
  settings: {
    title: 'Older messages',
    history:
      'Messages from before you signed in here are encrypted with keys that this device does not have yet. Your recovery key opens them.',
    device: 'This device has not been confirmed as yours yet. Your recovery key does that, so that others can trust it.',
    restoring: 'The keys of your older messages are being brought back.',
    show: 'Show',
  },
  title: 'Enter your recovery key',
  text: {
    history: 'It opens your older messages on this device. It is used on this computer only, and is not kept.',
    device: 'It confirms that this device is yours. It is used on this computer only, and is not kept.',
  },
  field: 'Recovery key',
  fieldWithPhrase: 'Recovery key or security phrase',
  hint: 'You saved it when you set up encryption. Spaces do not matter.',
  show: 'Show what is typed',
  hide: 'Hide what is typed',
  submit: 'Open',
  busy: 'Opening…',
  empty: 'Type or paste it here.',
  notAKey: 'That is not a whole recovery key. Check that no part is missing or mistyped.',
  wrongKey: 'That is not the recovery key of this account.',
  wrongKeyOrPhrase: 'That is neither the recovery key nor the security phrase of this account.',
  nothingThere: 'Your account has no recovery key any more: it was reset on another device.',
  restoringTitle: 'Bringing back your keys',
  fetching: 'Fetching your keys…',
  progress: (done: number, total: number) => `${count(done)} of ${pluralised(total, { one: 'one key', other: '# keys' })}`,
  goesOn: 'This goes on when you close it.',
  close: 'Close',
  doneTitle: 'Your older messages are open',
  doneTitleDevice: 'This device is confirmed',
  doneTitleNothing: 'Nothing was opened',
  restored: (keys: number) => pluralised(keys, { one: 'One key was brought back.', other: '# keys were brought back.' }),
  noBackup: 'There is no backup of your keys that this recovery key opens, so older messages stay locked.',
  unreadable: (keys: number) =>
    pluralised(keys, {
      one: 'One key could not be read; its messages stay locked.',
      other: '# keys could not be read; their messages stay locked.',
    }),
  signed: 'Others now see that this device is yours.',
  unsigned: 'This device could not be confirmed as yours.',
  done: 'Done',
};
