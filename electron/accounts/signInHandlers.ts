import { clipboard } from 'electron';
import { Failure } from '../../core/errors.ts';
import type { AppError } from '../../core/errors.ts';
import type { Password } from '../../core/ids.ts';
import { passwordMethod } from '../../core/session/method.ts';
import type { CheckCodeEntry } from '../signIn/qr/checkCodeEntry.ts';
import type { Browser } from '../signIn/browser/systemBrowser.ts';
import type { BrowserTask } from '../signIn/browser/browserTask.ts';
import { discover } from '../signIn/discovery.ts';
import type { Http } from '../http/http.ts';
import { accountLink, accountLinks } from '../signIn/oauth/accountLinks.ts';
import type { AuthMetadata } from '../signIn/oauth/metadata.ts';
import type { MetadataCache } from '../signIn/oauth/metadataCache.ts';
import { signInFlows } from '../signIn/signInFlows.ts';
import type { Log } from '../log.ts';
import type { Credentials } from '../session/credentials.ts';
import type { OneShot } from '../session/oneShot.ts';
import type { SessionRunner } from '../session/sessionRunner.ts';
import type { HostHandlers } from '../host/ipc.ts';
import { offeredServer } from './offeredServer.ts';
import type { SideDoors } from '../host/sideDoors.ts';

export interface SignInHandlerParts {
  readonly runner: Pick<SessionRunner, 'send' | 'state'>;
  readonly passwords: OneShot<Password>;
  readonly http: Http;
  readonly metadata: MetadataCache;
  readonly browser: Browser;
  readonly browserTask: BrowserTask;
  readonly checkCode: CheckCodeEntry;
  readonly credentials: Pick<Credentials, 'tokens'>;
  readonly sideDoors: Pick<SideDoors, 'lookUp'>;
  readonly log: Log;
  readonly toError: (cause: unknown) => AppError;
  readonly wallClock: () => number;
}

type Asking = Pick<
  HostHandlers,
  'lookUpServer' | 'signIn' | 'signInAgain' | 'signInWith' | 'signInAgainWith' | 'enterCheckCode' | 'cancel'
>;
type Browsing = Pick<
  HostHandlers,
  'signInFlows' | 'usualFlows' | 'openBrowserAgain' | 'copyBrowserLink' | 'accountLinks' | 'openAccountLink'
>;

/** Signing in, by whatever way, and what happens in the browser for it. */
export function signInHandlers(parts: SignInHandlerParts): Asking & Browsing {
  return { ...asking(parts), ...browsing(parts) };
}

function asking(parts: SignInHandlerParts): Asking {
  const { runner, sideDoors, wallClock } = parts;
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
      handPassword(parts, password);
      runner.send({ type: 'signInAsked', homeserver, username, method: passwordMethod });
    },
    signInAgain: ({ password }) => {
      handPassword(parts, password);
      runner.send({ type: 'signInAgainAsked', method: passwordMethod, now: wallClock() });
    },
    signInWith: ({ homeserver, username, method }) => runner.send({ type: 'signInAsked', homeserver, username, method }),
    signInAgainWith: ({ method }) => runner.send({ type: 'signInAgainAsked', method, now: wallClock() }),
    enterCheckCode: ({ digits }) => parts.checkCode.enter(digits),
    cancel: () => runner.send({ type: 'cancelled' }),
  };
}

function browsing(parts: SignInHandlerParts): Browsing {
  const { runner, credentials, browserTask, browser } = parts;
  const homeserver = (): string => {
    const { state } = runner;
    if (!('epoch' in state)) throw new Failure({ code: 'sessionPaused' });
    return state.account.homeserver;
  };
  return {
    signInFlows: () => signInFlows(parts, homeserver(), 'sameDevice'),
    usualFlows: () =>
      credentials.tokens?.grant.is === 'oauth' ? [{ is: 'oauth', deviceCode: false, create: false, qr: false }] : [{ is: 'password' }],
    openBrowserAgain: () => browserTask.again(),
    copyBrowserLink: () => {
      if (browserTask.page !== null) void clipboard.writeText(browserTask.page);
    },
    accountLinks: async () => (credentials.tokens?.grant.is === 'oauth' ? accountLinks(await metadataOf(parts, homeserver())) : null),
    openAccountLink: async ({ action, deviceId }) => {
      const link = accountLink(await metadataOf(parts, homeserver()), action, deviceId);
      if (link === null) throw new Failure({ code: 'badArgument', field: 'action' });
      await browser.open(link);
    },
  };
}

async function metadataOf({ metadata }: SignInHandlerParts, baseUrl: string): Promise<AuthMetadata> {
  const found = await metadata.of(baseUrl);
  if (found.is !== 'found') throw new Failure({ code: 'methodUnsupported' });
  return found.metadata;
}

function handPassword({ passwords, log }: SignInHandlerParts, password: string): void {
  log.conceal(password);
  passwords.put(password as Password);
}
