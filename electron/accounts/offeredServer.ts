import type { SessionState } from '../../core/session/states.ts';

/** What the sign-in form begins with: where people were before, or `LATCHKEY_HOMESERVER`. */
export function offeredServer(state: SessionState): string {
  if (state.phase !== 'signedOut' && state.phase !== 'signingIn') return '';
  return state.homeserver || (process.env.LATCHKEY_HOMESERVER ?? '');
}
