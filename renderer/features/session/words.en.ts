import type { EraseReason, EraseStepName, EraseStepStatus } from '../../../core/session/states.ts';

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

export const enSession = {
  cover: {
    title: 'Messages are hidden',
    why: {
      chosen: 'You are signed out for now, and chose to hide your rooms while that is so.',
      unclear: 'This device may have been removed from your account. Signing in again finds out.',
      ending:
        'This session has been ended in your account. Latchkey asks your server until that is certain, for a few minutes at most. Until then nothing is sent, and nothing is destroyed.',
    },
  },
  rejected: {
    title: 'Your server rejects this session',
    text: (userId: string, server: string) =>
      `${server} renews the session of ${userId}, but does not accept what it has just issued. The account may be locked, or this device may have been removed there.`,
    keeps: 'Nothing on this computer was lost. Latchkey keeps asking and goes on by itself once the server agrees.',
    tryNow: 'Try now',
    signOut: 'Sign out',
  },
  erase: {
    dialog: 'You were signed out',
    title: eraseTitle,
    why: eraseWhy,
    copyDestroyed: 'This computer’s copy of your messages has been destroyed.',
    copyBeingDestroyed: 'This computer’s copy of your messages is being destroyed.',
    keysRetrying: 'The key is still in this computer’s keychain. It opens nothing any more, and Latchkey goes on trying to remove it.',
    steps: { keys: 'Keys', messages: 'Messages', files: 'Files', traces: 'Caches and notifications' } satisfies Record<
      EraseStepName,
      string
    >,
    status: { waiting: 'waiting', running: 'under way', done: 'destroyed', retrying: 'trying again' } satisfies Record<
      EraseStepStatus,
      string
    >,
    signIn: 'Sign in',
    history: 'After signing in, messages come back from another of your devices, or with a recovery key if you made one.',
    historySignedOut: 'Messages come back after signing in, from another of your devices, or with a recovery key if you made one.',
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
};
