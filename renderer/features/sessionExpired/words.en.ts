export const enSessionExpired = {
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
  early: {
    title: 'Sign in again',
    text: 'Your session ends soon. Sign in now, and nothing is interrupted.',
    later: 'Later',
  },
};
