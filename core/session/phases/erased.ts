import type { Cells } from '../transitions.ts';

export const erased: Cells<'erased'> = {
  // A keychain that would not let its entry go is asked again until it does (E4).
  eraseProgressed: (state, { progress }) => ({ next: { ...state, progress }, effects: [] }),
  noticeRead: ({ attempt, reason, at }) => ({
    next: { phase: 'signedOut', attempt, problem: null, homeserver: '', username: '' },
    effects: [{ do: 'forgetNotice', reason, at }],
  }),
};
