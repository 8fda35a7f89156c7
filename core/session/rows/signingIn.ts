import type { Table } from '../machine.ts';

export const signingIn: Pick<Table, 'signedOut' | 'signingIn'> = {
  signedOut: {
    signInAsked: (state, { homeserver, username, method }) => {
      const attempt = state.attempt + 1;
      return {
        next: { phase: 'signingIn', attempt, homeserver, username, method, step: 'asking', code: null, qr: null },
        effects: [{ do: 'signIn', attempt, homeserver, username, method }],
      };
    },
  },
  signingIn: {
    browserOpened: (state, { attempt, code }) => (attempt === state.attempt && state.step === 'asking' ? { next: { ...state, step: 'browser', code }, effects: [] } : null),
    qrStepped: (state, { attempt, qr }) => (attempt === state.attempt && state.method.is === 'qr' && state.step !== 'keeping' ? { next: { ...state, step: 'qr', qr }, effects: [] } : null),
    signInKeeping: (state, event) => (event.attempt === state.attempt ? { next: { ...state, step: 'keeping', code: null, qr: null }, effects: [] } : null),
    signedIn: (state, { attempt, account, expiresAt, refreshable }) =>
      attempt !== state.attempt
        ? null
        : { next: { phase: 'opening', attempt, account, epoch: 1, expiresAt, refreshable, unproven: false }, effects: [{ do: 'open', account }, { do: 'release', retry: true }] },
    signInFailed: ({ attempt, homeserver, username }, event) =>
      event.attempt === attempt ? { next: { phase: 'signedOut', attempt, homeserver, username, problem: event.error }, effects: [] } : null,
    // What is being written down is finished: a token that was kept is not given up half way.
    cancelled: ({ attempt, homeserver, username, step }) =>
      step !== 'keeping'
        ? { next: { phase: 'signedOut', attempt: attempt + 1, homeserver, username, problem: null }, effects: [{ do: 'abandon', attempt }] }
        : null,
  },
};
