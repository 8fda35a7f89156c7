import { Failure } from '../../core/errors.ts';
import type { CallsOf } from '../../core/contracts/contract.ts';
import type { accountOffer } from '../../core/features/account/hostCalls.ts';
import type { recoveryPaperOffer } from '../../core/features/recovery/hostCalls.ts';
import type { Account } from '../../core/session/account.ts';
import { recoveryKeyPaper } from '../keyFile/recoveryKeyPaper.ts';
import { openOutside } from '../window/openOutside.ts';
import { AccountServer } from './accountServer.ts';
import type { AccountServerParts } from './accountServer.ts';
import { Confirmer } from './confirmer.ts';
import { confirming } from './confirming.ts';
import { endedHere } from './endedHere.ts';
import { ownDevices } from './ownDevices.ts';
import { ownPassword } from './ownPassword.ts';
import type { OwnPasswordParts } from './ownPassword.ts';
import { ownProfile } from './ownProfile.ts';

export type AccountParts = OwnPasswordParts & AccountServerParts;

export type AccountHandlers = Omit<CallsOf<typeof accountOffer & typeof recoveryPaperOffer>, 'accountLinks' | 'openAccountLink'>;

/** What the page asks about the account itself. */
export function accountHandlers(parts: AccountParts): AccountHandlers {
  const own = (): Account => {
    const { account } = parts.credentials;
    if (!account) throw new Failure({ code: 'sessionPaused' });
    return account;
  };
  const server = new AccountServer(parts);
  const confirmer = new Confirmer({ server, account: own, openInBrowser: (url) => openOutside(url), toError: parts.toError });
  return {
    ...ownProfile(server, own),
    ...ownDevices(server, confirmer, own),
    ...ownPassword(parts, confirmer, own),
    ...endedHere(parts, server, confirmer),
    ...confirming(parts, confirmer),
    ...recoveryKeyPaper(() => own().userId),
  };
}
