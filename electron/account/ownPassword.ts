import type { Password } from '../../core/ids.ts';
import type { Account } from '../../core/session/account.ts';
import { passwordMethod } from '../../core/session/method.ts';
import type { HostHandlers } from '../host/ipc.ts';
import type { OneShot } from '../session/oneShot.ts';
import type { Confirmer } from './confirmer.ts';
import { ForgottenPassword } from './forgottenPassword.ts';
import { passwordChange } from './passwordChange.ts';
import type { PasswordChangeParts } from './passwordChange.ts';

export interface OwnPasswordParts extends Omit<PasswordChangeParts, 'wait'> {
  readonly passwords: OneShot<Password>;
}

/** A new password, for who knows the old one and for who does not. */
export function ownPassword(
  parts: OwnPasswordParts,
  confirmer: Confirmer,
  own: () => Account,
): Pick<HostHandlers, 'changePassword' | 'forgotPassword' | 'setForgottenPassword'> {
  const { http, log, passwords, runner, wallClock } = parts;
  const forgotten = new ForgottenPassword({ http, homeserver: () => own().homeserver, conceal: log.conceal });
  return {
    changePassword: ({ newPassword, signOutOthers }) => {
      log.conceal(newPassword);
      return confirmer.begin(passwordChange({ ...parts, wait }, own(), newPassword as Password, signOutOthers));
    },
    forgotPassword: ({ address }) => forgotten.ask(address.trim()),
    setForgottenPassword: async ({ newPassword }) => {
      log.conceal(newPassword);
      if (!(await forgotten.set(newPassword))) return { is: 'linkNotOpened' };
      passwords.put(newPassword as Password);
      runner.send({ type: 'signInAgainAsked', method: passwordMethod, now: wallClock() });
      return { is: 'done' };
    },
  };
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
