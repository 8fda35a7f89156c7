import type { Cells } from '../transitions.ts';

export const signingIn: Cells<'signingIn'> = {
  browserOpened: (state, { code }) => (state.step === 'asking' ? { next: { ...state, step: 'browser', code }, effects: [] } : null),
  qrStepped: (state, { qr }) =>
    state.method.is === 'qr' && state.step !== 'keeping' ? { next: { ...state, step: 'qr', qr }, effects: [] } : null,
  signInKeeping: (state) => ({ next: { ...state, step: 'keeping', code: null, qr: null }, effects: [] }),
  signedIn: (_state, { attempt, account, expiresAt, refreshable }) => ({
    next: { phase: 'opening', attempt, account, epoch: 1, expiresAt, refreshable, unproven: false },
    effects: [
      { do: 'open', account },
      { do: 'release', retry: true },
    ],
  }),
  signInFailed: ({ homeserver, username }, { attempt, error }) => ({
    next: { phase: 'signedOut', attempt, homeserver, username, problem: error },
    effects: [],
  }),
  // What is being written down is finished: a token that was kept is not given up half way.
  cancelled: ({ attempt, homeserver, username, step }) =>
    step !== 'keeping'
      ? {
          next: { phase: 'signedOut', attempt: attempt + 1, homeserver, username, problem: null },
          effects: [{ do: 'abandon', attempt }],
        }
      : null,
};
