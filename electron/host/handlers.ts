import { clipboard, shell } from 'electron';
import { Failure } from '../../core/errors.ts';
import type { AppError } from '../../core/errors.ts';
import type { Password } from '../../core/ids.ts';
import { discover } from '../auth/discovery.ts';
import type { Http } from '../auth/http.ts';
import type { Log } from '../log.ts';
import type { OneShot } from '../session/oneShot.ts';
import type { SessionRunner } from '../session/runner.ts';
import type { Vault } from '../vault/vault.ts';
import type { HostHandlers } from './ipc.ts';
import type { SettingsFile } from './settingsFile.ts';

export interface HandlerParts {
  readonly runner: SessionRunner;
  readonly passwords: OneShot<Password>;
  readonly http: Http;
  readonly vault: Vault;
  readonly settings: SettingsFile;
  readonly log: Log;
  readonly mark: (name: string, at: number) => void;
  readonly toError: (cause: unknown) => AppError;
  readonly wallClock: () => number;
  readonly quit: () => void;
  readonly readyToQuit: () => void;
}

export function hostHandlers(parts: HandlerParts): HostHandlers {
  const { runner, settings, log, wallClock } = parts;
  return {
    lookUpServer: async ({ text }) => {
      try {
        return { is: 'found', ...(await discover(parts.http, text)) };
      } catch (cause) {
        return { is: 'failed', error: parts.toError(cause) };
      }
    },
    signIn: ({ homeserver, username, password }) => {
      handPassword(parts, password);
      runner.send({ type: 'signInAsked', homeserver, username });
    },
    signInAgain: ({ password }) => {
      handPassword(parts, password);
      runner.send({ type: 'signInAgainAsked' });
    },
    cancel: () => runner.send({ type: 'cancelled' }),
    signOut: () => runner.send({ type: 'signOutAsked', now: wallClock() }),
    eraseAnyway: () => runner.send({ type: 'eraseAnywayAsked', now: wallClock() }),
    startOver: () => runner.send({ type: 'startOverAsked', now: wallClock() }),
    retry: () => {
      if (runner.state.phase === 'keychainUnreadable') parts.vault.askToUnlock();
      runner.send({ type: 'retryAsked' });
    },
    readNotice: () => runner.send({ type: 'noticeRead' }),
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
