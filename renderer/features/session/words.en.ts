import type { EraseReason, EraseStepName, EraseStepStatus } from '../../../core/session/states.ts';
import type { VaultReason } from '../../../core/errors.ts';
import { pluralised } from '../../words/format.ts';

const eraseTitle: Record<EraseReason, string> = {
  signedOutElsewhere: 'You were signed out',
  deviceReplaced: 'You were signed out',
  signedOutHere: 'You are signed out',
  startedOver: 'Latchkey has started over',
};

const eraseWhy: Record<EraseReason, string> = {
  signedOutElsewhere:
    'Your server ended this session: you signed out from another device, this device was removed from your account, or the account was closed.',
  deviceReplaced:
    'While you were signed out, this device was removed from your account and its place was taken. It can no longer be trusted with your messages.',
  signedOutHere: 'You signed out of Latchkey on this computer.',
  startedOver: 'You chose to start over, because what was kept here could not be opened.',
};

const keychainLocked: Record<VaultReason, { readonly title: string; readonly text: string }> = {
  locked: {
    title: 'Your keychain is locked',
    text: 'Latchkey keeps the key to your messages in this computer’s keychain. Unlock it to go on.',
  },
  denied: {
    title: 'Your keychain said no',
    text: 'Latchkey keeps the key to your messages in this computer’s keychain, and was not allowed to read it. Allow it to go on.',
  },
  timedOut: {
    title: 'Your keychain does not answer',
    text: 'Latchkey keeps the key to your messages in this computer’s keychain. It may be asking you for a password in another window.',
  },
  failed: {
    title: 'Your keychain cannot be read',
    text: 'Latchkey keeps the key to your messages in this computer’s keychain, and reading it failed.',
  },
};

export const enSession = {
  expired: {
    title: 'Session expired',
    text: 'Sign in again to go on. Nothing on this device was lost.',
    unclear:
      'Your server no longer knows this session. It may have run out, or a sign-in whose answer was lost took its place, or this device was removed from your account. Signing in again finds out: if the device was removed, what is kept here is destroyed.',
    password: 'Password',
    submit: 'Sign in again',
    submitting: 'Signing in…',
    waitFor: (duration: string) => `Try again in ${duration}`,
    notNow: 'Not now',
    erase: 'Sign out and erase',
    banner: 'Signed out for now',
    closed: 'What is kept on this computer can still be read, until you erase it.',
    wrongPassword: 'Wrong password. Nothing was lost; try again.',
    offline: 'No connection.',
    retryIn: (duration: string) => `Trying again in ${duration}.`,
    retryNow: 'Try now',
    checking: 'Asking the server…',
  },
  cover: {
    title: 'Messages are hidden',
    why: {
      chosen: 'You are signed out for now, and chose to hide your rooms while that is so.',
      unclear: 'This device may have been removed from your account. Signing in again finds out.',
      ending:
        'This session has been ended in your account. Latchkey asks your server until that is certain, for a few minutes at most. Until then nothing is sent, and nothing is destroyed.',
    },
  },
  checking: 'Asking the server whether you are still signed in…',
  checkingTrouble: 'Your server cannot say whether you are still signed in. Nothing was lost; asking again.',
  endsAt: (time: string) => `Your session ends at ${time}.`,
  signInNow: 'Sign in now',
  early: {
    title: 'Sign in again',
    text: 'Your session ends soon. Sign in now, and nothing is interrupted.',
    later: 'Later',
  },
  rejected: {
    title: 'Your server rejects this session',
    text: (userId: string, server: string) =>
      `${server} renews the session of ${userId}, but does not accept what it has just issued. The account may be locked, or this device may have been removed there.`,
    keeps: 'Nothing on this computer was lost. Latchkey keeps asking and goes on by itself once the server agrees.',
    tryNow: 'Try now',
    signOut: 'Sign out',
  },
  signOut: {
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
  },
  erase: {
    dialog: 'You were signed out',
    title: eraseTitle,
    why: eraseWhy,
    copyDestroyed: 'This computer’s copy of your messages has been destroyed.',
    copyBeingDestroyed: 'This computer’s copy of your messages is being destroyed.',
    steps: { keys: 'Keys', messages: 'Messages', files: 'Files', traces: 'Traces' } satisfies Record<EraseStepName, string>,
    status: { waiting: 'waiting', running: 'under way', done: 'destroyed', retrying: 'trying again' } satisfies Record<
      EraseStepStatus,
      string
    >,
    signIn: 'Sign in',
    history: 'After signing in, messages come back from another of your devices, or with a recovery key if you made one.',
    historySignedOut: 'Messages come back after signing in, from another of your devices, or with a recovery key if you made one.',
  },
  keychainLocked,
  keychainWaits: 'Nothing has been changed. Latchkey goes on by itself as soon as it can.',
  unlock: 'Unlock and retry',
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
    startOver: 'Sign in as a new device',
    retry: 'Try again',
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
    startOver: 'Start over on this device',
    retry: 'Try again',
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
    startOver: 'Start over on this device',
    retry: 'Try again',
    confirmTitle: 'Start over on this device?',
    newerConfirmText:
      'A newer Latchkey would open what is kept on this computer. If you start over it will be destroyed, and you sign in again as a new device. Messages come back from another of your devices, or with a recovery key if you made one.',
    confirmText:
      'What is kept on this computer will be destroyed, and you sign in again as a new device. Messages come back from another of your devices, or with a recovery key if you made one.',
    confirm: 'Destroy and start over',
  },
  locked: {
    title: 'Your account is locked',
    text: (userId: string, server: string) =>
      `${server} has locked ${userId}. Whoever runs the server can unlock it; your password is not the matter.`,
    serverSays: 'The server says',
    keeps: 'Everything on this computer is kept. Latchkey looks from time to time and goes on by itself.',
    signOut: 'Sign out and erase',
    checkNow: 'Check now',
  },
  suspended: {
    text: 'Your account is suspended: you can read, but not write. What you write is kept here, and sent as soon as the server takes it again.',
    serverSays: (text: string) => `The server says: ${text}`,
    willQueue: 'Waits until your account may write again',
  },
  support: {
    ask: 'Questions go to',
    security: 'security',
  },
  cancel: 'Cancel',
  details: 'Details',
  copy: 'Copy',
  copied: 'Copied',
};
