import type { Cells } from '../transitions.ts';

export const signedOut: Cells<'signedOut'> = {
  signInAsked: (state, { homeserver, username, method }) => {
    const attempt = state.attempt + 1;
    return {
      next: { phase: 'signingIn', attempt, homeserver, username, method, step: 'asking', code: null, qr: null },
      effects: [{ do: 'signIn', attempt, homeserver, username, method }],
    };
  },
};
