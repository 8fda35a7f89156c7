import type { Phase, SessionState } from '../core/session/states.ts';
import { signInAgainOf } from './features/sessionExpired/sessionExpired.ts';
import type { Layout } from './layout.ts';

/** What a session's next state changes in what the page holds of its account. */
export interface Turn {
  /** Goes before the rest: nothing of an account whose data is being destroyed may be shown again, whatever screen comes next. */
  readonly forgets: boolean;
  /** The room that was on screen when the app was used last is opened. */
  readonly restoresRoom: boolean;
  readonly layout: Partial<Layout>;
}

const forgetting: ReadonlySet<Phase> = new Set(['erasing', 'erased', 'signedOut', 'signingIn']);
const signedIn: ReadonlySet<Phase> = new Set([
  'opening',
  'active',
  'checking',
  'refreshing',
  'rejected',
  'expired',
  'resuming',
  'locked',
  'signingOut',
]);

/** `before`: the phase that the page was told last; undefined: a page that has just begun, perhaps because another one's process died. */
export function turnOf(before: Phase | undefined, state: SessionState, layout: Pick<Layout, 'dialog' | 'signingInEarly'>): Turn {
  const { phase } = state;
  const { dialog, signingInEarly } = layout;
  const early = signingInEarly === null || isStillEarly(state, signingInEarly) ? {} : { signingInEarly: null };
  if (phase === before) return { forgets: false, restoresRoom: false, layout: early };
  return {
    forgets: forgetting.has(phase),
    restoresRoom: signedIn.has(phase) && !(before !== undefined && signedIn.has(before)),
    layout: {
      ...early,
      ...(phase === 'active' || phase === 'locked' ? { expiredPutAside: false } : {}),
      ...(phase === 'signingIn' ? { justSignedIn: true } : {}),
      ...(closesDialog(before, phase, dialog) ? { dialog: null, settingsAt: null } : {}),
    },
  };
}

/** A dialog that people opened themselves gives way to the session's own; that of signing out goes with the sign-out. */
function closesDialog(before: Phase | undefined, phase: Phase, dialog: Layout['dialog']): boolean {
  return (phase === 'expired' && dialog === 'jump') || before === 'signingOut';
}

/** An early sign-in is over once its token has been replaced, or has ended. */
function isStillEarly(state: SessionState, asked: number): boolean {
  return signInAgainOf(state, asked)?.early === true && 'epoch' in state && state.epoch === asked;
}
