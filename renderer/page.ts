import { never } from '../core/never.ts';
import type { Account } from '../core/session/account.ts';
import type { Phase, SessionState, StateOf } from '../core/session/states.ts';
import { signInAgainOf, type SignInAgain } from './features/sessionExpired/sessionExpired.ts';
import type { Layout, OpenDialog } from './layout.ts';

type WithRooms = Extract<SessionState, { account: Account; epoch: unknown }>;

/**
 * Why the rooms are covered. `chosen`: by people; `unclear`: the device may have been removed (C26); `ending`: the server says that it
 * has ended the session, and is asked until that is certain (I12).
 */
type Cover = 'chosen' | 'unclear' | 'ending';

export type Screen =
  | { readonly is: 'starting' }
  | { readonly is: 'signIn'; readonly state: StateOf<'signedOut' | 'signingIn'> }
  | { readonly is: 'rooms'; readonly state: WithRooms }
  | { readonly is: 'covered'; readonly why: Cover }
  | { readonly is: 'locked'; readonly account: Account; readonly message: string; readonly checking: boolean }
  | { readonly is: 'rejected'; readonly state: StateOf<'rejected'> }
  | { readonly is: 'eraseNotice'; readonly state: StateOf<'erasing' | 'erased'> }
  | { readonly is: 'noKeychain'; readonly state: StateOf<'keychainUnreadable' | 'keychainUnavailable'> }
  | { readonly is: 'noKey'; readonly state: StateOf<'keyMissing' | 'keyUnusable'> }
  | { readonly is: 'storeCorrupt'; readonly state: StateOf<'storeCorrupt'> };

/** What one account's part of the window shows. */
export interface Page {
  readonly screen: Screen;
  /** A dialog of the session is up: nothing behind it can be reached (C25). */
  readonly inert: boolean;
  /** `open`: false while it is put down to a banner, or the dialog of signing out stands in its place. */
  readonly signInAgain: (SignInAgain & { readonly open: boolean }) | null;
  readonly signOutOpen: boolean;
  /** The dialog, among those that people open themselves, that can be shown now. */
  readonly dialog: Exclude<OpenDialog, 'signOut'>;
}

type Facts = Pick<Layout, 'dialog' | 'expiredPutAside' | 'signingInEarly'> & { readonly hideWhileSignedOut: boolean };

/** In any other phase something else is to be done first; the dialog is shown again after that. */
const working: ReadonlySet<Phase> = new Set(['active', 'checking', 'refreshing']);
const waits: ReadonlySet<OpenDialog> = new Set([
  'recovery',
  'newRecoveryKey',
  'named',
  'newChat',
  'newRoom',
  'findRoom',
  'invitePeople',
  'leaveRoom',
  'newPoll',
] as const);

/** `state`: null until main has said it for the first time. */
export function pageOf(state: SessionState | null, { dialog, expiredPutAside, signingInEarly, hideWhileSignedOut }: Facts): Page {
  if (!state) return { screen: { is: 'starting' }, inert: false, signInAgain: null, signOutOpen: false, dialog: null };
  const again = signInAgainOf(state, signingInEarly);
  const againWanted = again !== null && (again.early || !expiredPutAside);
  const signOutOpen = state.phase === 'signingOut' || (dialog === 'signOut' && 'account' in state);
  const shown = dialog !== 'signOut' && (working.has(state.phase) || !waits.has(dialog)) ? dialog : null;
  return {
    screen: screenOf(state, hideWhileSignedOut),
    inert: againWanted || signOutOpen,
    signInAgain: again && { ...again, open: againWanted && dialog !== 'signOut' },
    signOutOpen,
    dialog: shown,
  };
}

function screenOf(state: SessionState, hides: boolean): Screen {
  switch (state.phase) {
    case 'starting':
      return { is: 'starting' };
    case 'signedOut':
    case 'signingIn':
      return { is: 'signIn', state };
    case 'opening':
    case 'active':
    case 'expired':
    case 'resuming':
      return roomsOf(state, hides);
    case 'checking':
      return state.origin === 'locked' ? lockedOf(state, '', true) : roomsOf(state, hides);
    case 'signingOut':
      return state.origin === 'locked' ? lockedOf(state, '', false) : roomsOf(state, hides);
    case 'refreshing':
      return state.origin === 'locked' ? lockedOf(state, state.message, true) : roomsOf(state, hides);
    case 'rejected':
      // Asked once more before anybody is told: a session that the server has just ended softly turns out as such.
      return state.tries === 0 && !state.problem ? roomsOf(state, hides) : { is: 'rejected', state };
    case 'locked':
      return lockedOf(state, state.message, false);
    case 'erasing':
    case 'erased':
      return { is: 'eraseNotice', state };
    case 'keychainUnreadable':
    case 'keychainUnavailable':
      return { is: 'noKeychain', state };
    case 'keyMissing':
    case 'keyUnusable':
      return { is: 'noKey', state };
    case 'storeCorrupt':
      return { is: 'storeCorrupt', state };
    default:
      return never(state);
  }
}

const lockedOf = ({ account }: WithRooms, message: string, checking: boolean): Screen => ({ is: 'locked', account, message, checking });

function roomsOf(state: WithRooms, hides: boolean): Screen {
  const why = coverOf(state) ?? (hides && isSignedOutForNow(state) ? 'chosen' : null);
  return why === null ? { is: 'rooms', state } : { is: 'covered', why };
}

/** C26, I12: this computer may be one whose device was removed so that nobody reads on. */
function coverOf(state: WithRooms): Cover | null {
  if ('unclear' in state && state.unclear) return 'unclear';
  return (state.phase === 'checking' && state.looks > 0) || (state.phase === 'signingOut' && state.origin === 'ending') ? 'ending' : null;
}

/** Also while that is looked into, or left. */
function isSignedOutForNow(state: WithRooms): boolean {
  if (state.phase === 'signingOut') return state.origin === 'expired';
  return signInAgainOf(state, null)?.early === false;
}
