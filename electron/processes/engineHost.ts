import { app, MessageChannelMain } from 'electron';
import type { MessagePortMain } from 'electron';
import type { Account } from '../../core/session/account.ts';
import type { Services } from '../services.ts';
import type { Send } from '../session/runner.ts';
import { PublishedCheck } from '../session/publishedCheck.ts';
import { startEngineWindow } from '../window/engineWindow.ts';
import { AccountProcesses } from './accountProcesses.ts';
import type { EngineIdentity } from './accountProcesses.ts';
import { keeperHandlers } from './keeperHandlers.ts';
import { startStoreProcess } from './storeProcess.ts';

/** The account's engine and store as the session sees them. */
export interface EngineHost {
  /** Starts the processes without their keys. */
  readonly warm: (account: Account) => void;
  readonly open: (account: Account) => void | Promise<void>;
  readonly close: () => Promise<void>;
  /** Gives the page a port to the engine, if there is one. */
  readonly linkPage: () => void;
}

export function engineHost(services: Services, send: Send, postToPage: (port: MessagePortMain) => void): EngineHost {
  const { log, credentials, profile, monotonic } = services;
  const published = new PublishedCheck(services);
  let opened = withResolvers();
  const keeper = keeperHandlers({
    ...services,
    send,
    whenOpened: () => opened.promise,
    onSynced: () => published.start(),
    onUnread: (unreadCount, mentionCount) => app.setBadgeCount(mentionCount > 0 ? mentionCount : unreadCount),
  });
  const processes = new AccountProcesses({
    log,
    monotonic,
    keeper,
    postToPage,
    toError: services.toError,
    channel: () => new MessageChannelMain(),
    startStore: (onDeath) => startStoreProcess(log, onDeath),
    startEngine: (identity, onReady, onDeath) => startEngineWindow(log, identity, onReady, onDeath),
    onStoreFailed: (error) => send({ type: 'openFailed', error }),
  });
  const identityOf = ({ slug, homeserver }: Account): EngineIdentity => ({ partition: profile.account(slug).partition, homeserver });

  function openNow(account: Account): void {
    const { keys } = credentials;
    if (!keys) return;
    processes.open(identityOf(account), { path: profile.account(account.slug).store, key: keys.store });
    opened.resolve();
  }

  return {
    warm: (account) => processes.warm(identityOf(account)),
    // The keychain may be read before Electron can make windows.
    open: (account) => (app.isReady() ? openNow(account) : app.whenReady().then(() => openNow(account))),
    close: async () => {
      opened = withResolvers();
      await processes.close();
    },
    linkPage: () => processes.linkPage(),
  };
}

interface Resolvers {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
}

function withResolvers(): Resolvers {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
