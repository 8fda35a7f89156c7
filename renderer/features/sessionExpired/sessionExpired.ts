import type { AppError } from '../../../core/errors.ts';
import type { Account } from '../../../core/session/account.ts';
import type { DeviceCode } from '../../../core/session/method.ts';
import type { SessionState } from '../../../core/session/states.ts';

/** What is going on, while a sign-in is under way. */
export type Busy = 'signingIn' | 'opening' | 'checking';

/** What the dialog of signing in again shows. */
export interface SignInAgain {
  readonly account: Account;
  readonly problem: AppError | null;
  readonly busy: Busy | null;
  /** The rest happens in a browser, with this code where there is one. */
  readonly trip: { readonly code: DeviceCode | null } | null;
  /** The session has not ended yet; its dialog can simply be closed (L1). */
  readonly early: boolean;
  /** Whether the device is still there only signing in again can tell (C26). */
  readonly unclear: boolean;
}

const idle = { busy: null, trip: null } as const;

/** null: nobody is to sign in again now. `asked`: the epoch of the token that people want to replace early. */
export function signInAgainOf(state: SessionState, asked: number | null): SignInAgain | null {
  switch (state.phase) {
    case 'active':
      return asked === state.epoch ? { account: state.account, problem: state.problem, ...idle, early: true, unclear: false } : null;
    case 'expired':
      return { account: state.account, problem: state.problem, ...idle, early: false, unclear: state.unclear };
    case 'resuming': {
      const { account, method, step, code, unclear } = state;
      const busy = method.is === 'password' || step === 'confirming' || step === 'keeping' ? 'signingIn' : 'opening';
      return { account, problem: null, busy, trip: step === 'browser' ? { code } : null, early: state.origin === 'active', unclear };
    }
    case 'checking':
      return state.origin === 'expired'
        ? { account: state.account, problem: null, busy: 'checking', trip: null, early: false, unclear: state.unclear }
        : null;
    default:
      return null;
  }
}
