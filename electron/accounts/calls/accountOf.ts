import { Failure } from '../../../core/errors.ts';
import type { Account } from '../../../core/session/account.ts';
import type { SessionRunner } from '../../session/sessionRunner.ts';

/** Whose session it is; fails where nobody is signed in. */
export function accountOf({ state }: Pick<SessionRunner, 'state'>): Account {
  if (!('epoch' in state)) throw new Failure({ code: 'sessionPaused' });
  return state.account;
}
