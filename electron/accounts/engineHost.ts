import { MessageChannelMain } from 'electron';
import type { MessagePortMain } from 'electron';
import type { Handlers } from '../../core/contracts/contract.ts';
import type { MainContract } from '../../core/contracts/main.ts';
import type { Account } from '../../core/session/account.ts';
import { hasRoom } from '../disk/hasRoom.ts';
import type { Services } from './services.ts';
import type { Send } from '../session/sessionRunner.ts';
import { lookAfterSync } from '../session/lookAfterLost.ts';
import { PublishedCheck } from '../session/publishedCheck.ts';
import { AccountProcesses } from '../processes/accountProcesses.ts';
import type { EngineIdentity } from '../processes/accountProcesses.ts';
import { engineParts } from '../processes/engineParts.ts';
import { resolvers } from '../resolvers.ts';
import { mainHandlers } from './mainHandlers.ts';
import { startStoreProcess } from '../processes/storeProcess.ts';

/** The account's engine and store as the session sees them. */
export interface EngineHost {
  /** Starts the processes without their keys. */
  readonly warm: (account: Account) => void;
  /** Once the window that people see is there; nobody waits for that (E12). */
  readonly open: (account: Account) => void;
  readonly close: () => Promise<void>;
  /** Gives the page a port to the engine, if there is one. */
  readonly linkPage: () => void;
}

export interface EngineHostParts {
  readonly services: Services;
  readonly send: Send;
  readonly postToPage: (port: MessagePortMain) => void;
  /** The window that people see comes first. */
  readonly pageIsOpen: Promise<void>;
  /** A sync has been processed. */
  readonly onSynced: () => void;
  /** Sums over the account's rooms. */
  readonly onUnread: (unread: { readonly unreadCount: number; readonly mentionCount: number }) => void;
}

export function engineHost({ services, send, postToPage, pageIsOpen, onSynced, onUnread }: EngineHostParts): EngineHost {
  const { log, credentials, profile, monotonic } = services;
  const published = new PublishedCheck({ ...services, keysGone: (epoch) => send({ type: 'keysGone', epoch, now: services.wallClock() }) });
  let opened = resolvers();
  const main: Handlers<MainContract> = mainHandlers({
    ...services,
    send,
    whenOpened: () => opened.promise,
    reopenEngine: () => void processes.reopenEngine(),
    hasRoom: () => hasRoom(profile.folder),
    onPublished: () => published.uploaded(),
    onSynced: () => {
      published.start();
      lookAfterSync(services);
      onSynced();
    },
    onUnread: (unreadCount, mentionCount) => onUnread({ unreadCount, mentionCount }),
  });
  const processes: AccountProcesses = new AccountProcesses({
    log,
    monotonic,
    main,
    postToPage,
    toError: services.toError,
    channel: () => new MessageChannelMain(),
    startStore: (onDeath) => startStoreProcess(log, onDeath),
    ...engineParts(profile.folder, log),
    onStoreFailed: (error) => send({ type: 'openFailed', error }),
  });
  const identityOf = ({ slug, homeserver }: Account): EngineIdentity => ({ partition: profile.account(slug).partition, homeserver });

  let asked = 0;

  function openNow(account: Account): void {
    const { keys } = credentials;
    if (!keys) return;
    processes.open(identityOf(account), { path: profile.account(account.slug).store, key: keys.store });
    opened.resolve();
  }

  return {
    warm: (account) => processes.warm(identityOf(account)),
    open: (account) => {
      const mine = (asked += 1);
      void pageIsOpen.then(() => (mine === asked ? openNow(account) : undefined));
    },
    close: async () => {
      asked += 1;
      opened = resolvers();
      await processes.close();
    },
    linkPage: () => processes.linkPage(),
  };
}
