import { clipboard } from 'electron';
import { nobodyToAsk } from '../../core/model/support.ts';
import { accountHandlers } from '../account/accountHandlers.ts';
import type { AccountParts } from '../account/accountHandlers.ts';
import type { AskedLinkHolder } from '../links/askedLink.ts';
import type { LoginStart } from '../autostart/xdgAutostart.ts';
import { supportOf } from '../signIn/support.ts';
import type { UpdateAsk } from '../updates/updates.ts';
import type { Vault } from '../vault/vault.ts';
import { openOutside, readOutside } from '../window/openOutside.ts';
import { webProtocols } from '../window/outsideUrl.ts';
import type { HostHandlers } from '../host/ipc.ts';
import type { SideDoors } from '../host/sideDoors.ts';
import type { SettingsFile } from '../host/settingsFile.ts';
import { signInHandlers } from './signInHandlers.ts';
import type { SignInHandlerParts } from './signInHandlers.ts';

export type HandlerParts = AccountParts & SignInHandlerParts & OwnParts;

interface OwnParts {
  readonly vault: Vault;
  readonly sideDoors: SideDoors;
  readonly settings: SettingsFile;
  readonly askUpdates: (what: UpdateAsk) => void;
  readonly autostart: LoginStart;
  readonly asked: Pick<AskedLinkHolder, 'shown'>;
  readonly mark: (name: string, at: number) => void;
  readonly showAccount: () => void;
  readonly addAccount: () => void;
  readonly leaveSlot: () => void;
  readonly quit: () => void;
  readonly readyToQuit: () => void;
}

const openedForPage = [...webProtocols, 'mailto:'];

export function hostHandlers(parts: HandlerParts): HostHandlers {
  const { runner, settings, log, wallClock } = parts;
  return {
    ...accountHandlers(parts),
    ...signInHandlers(parts),
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
    askUpdates: async ({ what }) => {
      await parts.sideDoors.link();
      parts.askUpdates(what);
    },
    autostart: () => parts.autostart.read(),
    putAutostart: ({ on }) => parts.autostart.put(on),
    linkShown: ({ number }) => parts.asked.shown(number),
    openLink: async ({ url }) => {
      readOutside(url, openedForPage);
      await parts.sideDoors.link();
      await openOutside(url, openedForPage);
    },
    copyText: ({ text }) => clipboard.writeText(text),
    mark: ({ name, at }) => parts.mark(name, at),
    report: ({ text }) => log.write('warn', `page: ${text}`),
  };
}
