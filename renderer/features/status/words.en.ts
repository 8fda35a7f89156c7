export const enStatus = {
  checking: 'Asking the server whether you are still signed in…',
  checkingTrouble: 'Your server cannot say whether you are still signed in. Nothing was lost; asking again.',
  endsAt: (time: string) => `Your session ends at ${time}.`,
  signInNow: 'Sign in now',
  historyAnew:
    'The messages kept on this computer were damaged and are fetched again from your server. Drafts and unsent messages are not affected.',
  historyAnewRead: 'OK',
  suspended: {
    text: 'Your account is suspended: you can read, but not write.',
    rest: 'What you write is kept here, and sent as soon as the server takes it again.',
    serverSays: (text: string) => `The server says: ${text}`,
    willQueue: 'Waits until your account may write again',
  },
};
