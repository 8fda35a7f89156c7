import { Failure } from '../../../core/errors.ts';
import type { AppError } from '../../../core/errors.ts';
import type { Password } from '../../../core/ids.ts';
import { passwordMethod } from '../../../core/session/method.ts';
import type { HostHandlers } from '../../host/ipc.ts';
import type { SideDoors } from '../../host/sideDoors.ts';
import type { Http } from '../../http/http.ts';
import type { Log } from '../../log.ts';
import type { OneShot } from '../../session/oneShot.ts';
import type { SessionRunner } from '../../session/sessionRunner.ts';
import { discover } from '../../signIn/discovery.ts';
import type { MetadataCache } from '../../signIn/oauth/metadataCache.ts';
import type { CheckCodeEntry } from '../../signIn/qr/checkCodeEntry.ts';
import { offeredServer } from '../offeredServer.ts';

export interface SigningInParts {
  readonly runner: Pick<SessionRunner, 'send' | 'state'>;
  readonly passwords: OneShot<Password>;
  readonly http: Http;
  readonly metadata: MetadataCache;
  readonly checkCode: CheckCodeEntry;
  readonly sideDoors: Pick<SideDoors, 'lookUp'>;
  readonly log: Log;
  readonly toError: (cause: unknown) => AppError;
  readonly wallClock: () => number;
}

type Calls = 'lookUpServer' | 'signIn' | 'signInWith' | 'signInAgain' | 'signInAgainWith' | 'enterCheckCode' | 'cancel';

/** Signing in, for the first time and again, by whatever way. */
export function signingIn(parts: SigningInParts): Pick<HostHandlers, Calls> {
  const { runner, sideDoors, passwords, log, wallClock } = parts;
  /** It travels beside the machine, never in an event. */
  const hand = (password: string): void => {
    log.conceal(password);
    passwords.put(password as Password);
  };
  return {
    lookUpServer: async ({ text }) => {
      const { state } = runner;
      // Where the sign-in form is, and nowhere else.
      if (state.phase !== 'signedOut' && state.phase !== 'signingIn') throw new Failure({ code: 'badArgument', field: 'slot' });
      try {
        // What main itself put into the form tells nobody anything.
        if (text.trim() !== offeredServer(state).trim()) await sideDoors.lookUp();
        const { baseUrl, serverName, flows } = await discover(parts, text);
        return { is: 'found', baseUrl, serverName, flows };
      } catch (cause) {
        return { is: 'failed', error: parts.toError(cause) };
      }
    },
    signIn: ({ homeserver, username, password }) => {
      hand(password);
      runner.send({ type: 'signInAsked', homeserver, username, method: passwordMethod });
    },
    signInWith: ({ homeserver, username, method }) => runner.send({ type: 'signInAsked', homeserver, username, method }),
    signInAgain: ({ password }) => {
      hand(password);
      runner.send({ type: 'signInAgainAsked', method: passwordMethod, now: wallClock() });
    },
    signInAgainWith: ({ method }) => runner.send({ type: 'signInAgainAsked', method, now: wallClock() }),
    enterCheckCode: ({ digits }) => parts.checkCode.enter(digits),
    cancel: () => runner.send({ type: 'cancelled' }),
  };
}
