import type { CallsOf } from '../../../core/contracts/contract.ts';
import type { sessionOffer } from '../../../core/features/session/hostCalls.ts';
import type { supportOffer } from '../../../core/features/support/hostCalls.ts';
import { nobodyToAsk } from '../../../core/features/support/support.ts';
import type { Http } from '../../http/http.ts';
import type { SessionRunner } from '../../session/sessionRunner.ts';
import { supportOf } from '../../signIn/support.ts';
import type { Vault } from '../../vault/vault.ts';

export interface SessionCallsParts {
  readonly runner: Pick<SessionRunner, 'state' | 'send'>;
  readonly vault: Pick<Vault, 'askToUnlock'>;
  readonly http: Http;
  readonly wallClock: () => number;
}

/** What people decide where a session ends, or does not open. */
export function sessionCalls({ runner, vault, http, wallClock }: SessionCallsParts): CallsOf<typeof sessionOffer & typeof supportOffer> {
  return {
    signOut: () => runner.send({ type: 'signOutAsked', now: wallClock() }),
    eraseAnyway: () => runner.send({ type: 'eraseAnywayAsked', now: wallClock() }),
    startOver: () => runner.send({ type: 'startOverAsked', now: wallClock() }),
    retry: () => {
      if (runner.state.phase === 'keychainUnreadable') vault.askToUnlock();
      runner.send({ type: 'retryAsked' });
    },
    readNotice: () => runner.send({ type: 'noticeRead' }),
    support: () => {
      const { state } = runner;
      return 'epoch' in state ? supportOf(http, state.account) : nobodyToAsk;
    },
  };
}
