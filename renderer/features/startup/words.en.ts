import type { VaultReason } from '../../../core/errors.ts';

const keychainLocked: Record<VaultReason, { readonly title: string; readonly text: string; readonly retry: string }> = {
  locked: {
    title: 'Your keychain is locked',
    text: 'Latchkey keeps the key to your messages in this computer’s keychain. Unlock it to go on.',
    retry: 'Unlock and retry',
  },
  denied: {
    title: 'Latchkey may not read your keychain',
    text: 'Latchkey keeps the key to your messages in this computer’s keychain, and was not allowed to read it. Allow it to go on.',
    retry: 'Ask again',
  },
  timedOut: {
    title: 'Your keychain does not answer',
    text: 'Latchkey keeps the key to your messages in this computer’s keychain. It may be asking you for a password in another window.',
    retry: 'Try again',
  },
  failed: {
    title: 'Your keychain cannot be read',
    text: 'Latchkey keeps the key to your messages in this computer’s keychain, and reading it failed.',
    retry: 'Try again',
  },
};

export const enStartup = {
  keychainLocked,
  keychainWaits: 'Nothing has been changed. Latchkey goes on by itself as soon as it can.',
  retry: 'Try again',
  quit: 'Quit',
  keychainUnavailable: {
    title: 'This system has no keychain',
    text: 'Latchkey stores nothing without one: the key to your messages would lie open on the disk. No password has been sent.',
    install: 'Install one of these, sign in to your desktop again, then try again:',
    options: ['GNOME Keyring (package gnome-keyring)', 'KWallet 6 with its Secret Service', 'KeePassXC with Secret Service integration on'],
    retry: 'Try again',
  },
  keyMissing: {
    title: 'The key to your messages is gone',
    text: (userId: string | null) =>
      `The messages${userId === null ? '' : ` of ${userId}`} are still on this computer, but this computer’s keychain no longer holds the key that opens them. That happens when a keychain is emptied, or when files are copied to another computer.`,
    keep: 'If you can bring the old keychain back, do that, then try again: nothing has been changed.',
    moved:
      'On a new computer, sign in as a new device: the key stays behind on purpose. Your recovery key, or a device you still have, brings older messages back.',
    startOver: 'Sign in as a new device…',
    confirmTitle: 'Destroy what cannot be read?',
    confirmText:
      'The messages on this computer will be destroyed, and you sign in as a new device. Messages come back from another of your devices, or with a recovery key if you made one.',
    confirm: 'Destroy and go on',
  },
  keyUnusable: {
    title: 'The key to your messages cannot be used',
    text: (userId: string | null) =>
      `This computer’s keychain has an entry for ${userId === null ? 'this account' : userId}, but Latchkey cannot read it. Nothing has been changed.`,
    recordTitle: 'A newer Latchkey was here',
    recordText: (userId: string | null) =>
      `A newer version of Latchkey wrote the list of accounts on this computer, which this version cannot read. ${userId === null ? 'This account' : userId} is kept there. Nothing has been changed.`,
    why: {
      newer: 'A newer version of Latchkey wrote it. Update Latchkey, and everything opens again.',
      recordNewer: 'Update Latchkey, and everything opens again. Until then no other account can be added, either.',
      damaged: 'Something has damaged it or written over it. If you can bring the old entry back, do that, then try again.',
    },
    startOver: 'Start over on this device…',
    confirmTitle: 'Start over on this device?',
    confirmText:
      'The keychain entry and what is kept on this computer will be destroyed, and you sign in again as a new device. Messages come back from another of your devices, or with a recovery key if you made one.',
    confirm: 'Destroy and start over',
  },
  storeCorrupt: {
    title: 'Your messages cannot be opened',
    text: (userId: string) =>
      `What Latchkey keeps for ${userId} on this computer is damaged or does not match its key. Nothing has been destroyed.`,
    rolledBack: (userId: string) =>
      `What Latchkey keeps for ${userId} on this computer is older than what this device has already done: perhaps a backup was put back. Going on with it could make messages unreadable, for you and for others. Nothing has been destroyed.`,
    diskTitle: 'Your messages cannot be opened yet',
    disk: (userId: string) =>
      `What Latchkey keeps for ${userId} is there, but the disk refuses what is needed to open it. Nothing has been destroyed.`,
    newerTitle: 'A newer Latchkey wrote this',
    newer: (userId: string) =>
      `What Latchkey keeps for ${userId} on this computer was written by a newer Latchkey than this one. Nothing has been destroyed. Update Latchkey, and everything opens again.`,
    startOver: 'Start over on this device…',
    confirmTitle: 'Start over on this device?',
    newerConfirmText:
      'A newer Latchkey would open what is kept on this computer. If you start over it will be destroyed, and you sign in again as a new device. Messages come back from another of your devices, or with a recovery key if you made one.',
    confirmText:
      'What is kept on this computer will be destroyed, and you sign in again as a new device. Messages come back from another of your devices, or with a recovery key if you made one.',
    confirm: 'Destroy and start over',
  },
  cancel: 'Cancel',
};
