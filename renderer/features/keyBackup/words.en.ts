import { pluralised } from '../../words/format.ts';

export const enKeyBackup = {
  title: 'Backup of your keys',
  switch: 'Back up keys',
  switchText:
    'Your server keeps the keys of your messages, locked so that it cannot read them. They bring your history back when this device is lost.',
  state: {
    unknown: 'Whether your keys are backed up is known once your server has answered.',
    starting: 'The backup starts as soon as your server answers.',
    on: 'Your keys are backed up.',
    allSent: 'All keys of this device are in your backup.',
    waiting: (keys: number) =>
      pluralised(keys, { one: 'One key waits to be sent to your backup.', other: '# keys wait to be sent to your backup.' }),
    off: 'Off, as you chose. What your backup holds already stays there; newer messages can be read on this device only.',
    locked:
      'Not connected: your account has a backup that this device cannot use yet. Your recovery key, or another of your devices, connects it.',
    lost: 'Not connected: nothing opens your account’s backup any more. It has no recovery key, and no other device of yours is signed in. Without a copy of your keys, older messages stay locked, and newer ones can be read on this device only.',
    missing: 'Not connected: your account has no backup, and this device cannot start one on its own.',
  },
  opens: {
    recoveryKey: 'Your recovery key opens it.',
    otherDevice: 'Your other devices open it. You have no recovery key for it yet.',
    nobody: 'Nothing but this device opens it yet: you have no recovery key for it.',
  },
  sending: (keys: number | null) =>
    keys === null || keys === 0
      ? 'Sending keys to your backup…'
      : pluralised(keys, { one: 'Sending one key to your backup…', other: 'Sending # keys to your backup…' }),
  left: (keys: number | null) =>
    keys === null || keys === 0
      ? 'Some keys could not be sent to your backup. Their messages could not be read again.'
      : pluralised(keys, {
          one: 'One key could not be sent to your backup. Its messages could not be read again.',
          other: '# keys could not be sent to your backup. Their messages could not be read again.',
        }),
  anyway: 'Sign out anyway',
  loss: {
    waiting: (keys: number) => pluralised(keys, { one: 'One key is not in your backup yet', other: '# keys are not in your backup yet' }),
    waitingHint: 'Latchkey sends what is missing before it signs you out, if your server answers.',
    waitingHintEnded: 'Sign in again first, and what is missing is sent.',
    nobody: 'Nothing opens the backup of your keys',
    nobodyHint: (rooms: number) =>
      pluralised(rooms, {
        one: 'You have no recovery key and no other signed-in device, so messages of one encrypted room cannot be read again.',
        other: 'You have no recovery key and no other signed-in device, so messages of # encrypted rooms cannot be read again.',
      }),
    account: 'Your backup goes with your account',
    accountHint: 'Encrypted messages cannot be read again without a copy of your keys.',
  },
};
