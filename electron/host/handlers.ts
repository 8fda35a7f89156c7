import { clipboard, shell } from 'electron';
import { Failure } from '../../core/errors.ts';
import type { AppError } from '../../core/errors.ts';
import type { Password } from '../../core/ids.ts';
import { nobodyToAsk } from '../../core/model/support.ts';
import { passwordMethod } from '../../core/session/method.ts';
import { accountHandlers } from '../account/accountHandlers.ts';
import type { AccountParts } from '../account/accountHandlers.ts';
import { discover } from '../auth/discovery.ts';
import type { Errand } from '../auth/browser/errand.ts';
import type { MetadataCache } from '../auth/oauth/metadataCache.ts';
import { signInFlows } from '../auth/signInFlows.ts';
import { supportOf } from '../auth/support.ts';
import type { Http } from '../auth/http.ts';
import type { Log } from '../log.ts';
import type { Credentials } from '../session/credentials.ts';
import type { OneShot } from '../session/oneShot.ts';
import type { SessionRunner } from '../session/runner.ts';
import type { Vault } from '../vault/vault.ts';
import type { HostHandlers } from './ipc.ts';
import type { SettingsFile } from './settingsFile.ts';

export interface HandlerParts extends AccountParts {
  readonly runner: SessionRunner;
  readonly passwords: OneShot<Password>;
  readonly http: Http;
  readonly metadata: MetadataCache;
  readonly errand: Errand;
  readonly credentials: Credentials;
  readonly vault: Vault;
  readonly settings: SettingsFile;
  readonly log: Log;
  readonly mark: (name: string, at: number) => void;
  readonly toError: (cause: unknown) => AppError;
  readonly wallClock: () => number;
  readonly showAccount: () => void;
  readonly addAccount: () => void;
  readonly leaveSlot: () => void;
  readonly quit: () => void;
  readonly readyToQuit: () => void;
}

export function hostHandlers(parts: HandlerParts): HostHandlers {
  const { runner, settings, log, wallClock } = parts;
  return {
    ...accountHandlers(parts),
    lookUpServer: async ({ text }) => {
      try {
        return { is: 'found', ...(await discover(parts, text)) };
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
    signInFlows: async () => {
      const { state } = runner;
      if (!('epoch' in state)) throw new Failure({ code: 'sessionPaused' });
      return signInFlows(parts, state.account.homeserver);
    },
    usualFlows: () => (parts.credentials.tokens?.grant.is === 'oauth' ? [{ is: 'oauth', deviceCode: false }] : [{ is: 'password' }]),
    openBrowserAgain: () => parts.errand.again(),
    copyBrowserLink: () => {
      if (parts.errand.page !== null) void clipboard.writeText(parts.errand.page);
    },
    cancel: () => runner.send({ type: 'cancelled' }),
    support: () => {
      const { state } = runner;
      return 'epoch' in state ? supportOf(parts.http, state.account) : nobodyToAsk;
    },
    signOut: () => runner.send({ type: 'signOutAsked', now: wallClock() }),
    eraseAnyway: () => runner.send({ type: 'eraseAnywayAsked', now: wallClock() }),
    startOver: () => runner.send({ type: 'startOverAsked', now: wallClock() }),
    retry: () => {
      if (runner.state.phase === 'keychainUnreadable') parts.vault.askToUnlock();
      runner.send({ type: 'retryAsked' });
    },
    readNotice: () => runner.send({ type: 'noticeRead' }),
    showAccount: () => parts.showAccount(),
    addAccount: () => parts.addAccount(),
    leaveSlot: () => parts.leaveSlot(),
    quit: () => parts.quit(),
    readyToQuit: () => parts.readyToQuit(),
    putSettings: (next) => settings.put(next),
    openLink: async ({ url }) => {
      if (!isOpenable(url)) throw new Failure({ code: 'badArgument', field: 'url' });
      await shell.openExternal(url);
    },
    copyText: ({ text }) => clipboard.writeText(text),
    mark: ({ name, at }) => parts.mark(name, at),
    report: ({ text }) => log.write('warn', `page: ${text}`),
  };
}

function handPassword({ passwords, log }: HandlerParts, password: string): void {
  log.conceal(password);
  passwords.put(password as Password);
}

function isOpenable(text: string): boolean {
  try {
    return ['http:', 'https:', 'mailto:'].includes(new URL(text).protocol);
  } catch {
    return false;
  }
}
