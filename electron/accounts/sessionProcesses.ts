import { app, MessageChannelMain } from 'electron';
import type { Handlers } from '../../core/contracts/contract.ts';
import type { MainContract } from '../../core/contracts/main.ts';
import type { Account } from '../../core/session/account.ts';
import { hasRoom } from '../disk/hasRoom.ts';
import type { Profile } from '../profile/profile.ts';
import { lookAfterSync } from '../session/lookAfterLost.ts';
import type { LookParts } from '../session/lookAfterLost.ts';
import { PublishedCheck } from '../session/publishedCheck.ts';
import type { PublishedParts } from '../session/publishedCheck.ts';
import { AccountProcesses } from '../processes/accountProcesses.ts';
import type { AccountProcessesParts, EngineIdentity } from '../processes/accountProcesses.ts';
import { engineParts } from '../processes/engineParts.ts';
import { resolvers } from '../resolvers.ts';
import { mainHandlers } from './mainHandlers.ts';
import type { MainHandlerParts } from './mainHandlers.ts';
import { startStoreProcess } from '../processes/storeProcess.ts';

/** The account's engine and store as the session sees them. */
export interface SessionProcesses {
  /** Starts the processes without their keys. */
  readonly warm: (account: Account) => void;
  /** Once the window that people see is there; that is not awaited (E12). */
  readonly open: (account: Account) => void;
  readonly close: () => Promise<void>;
  /** Gives the page a port to the engine, if there is one. */
  readonly linkPage: () => void;
}

export interface SessionProcessesParts
  extends
    Pick<MainHandlerParts, 'credentials' | 'gate' | 'log' | 'mediaQuestions' | 'send' | 'wallClock' | 'mark' | 'uploads'>,
    Omit<PublishedParts, 'keysGone'>,
    LookParts,
    Pick<AccountProcessesParts, 'postToPage' | 'toError'> {
  readonly profile: Profile;
  /** The window that people see comes first. */
  readonly pageIsOpen: Promise<void>;
  /** A sync has been processed. */
  readonly onSynced: () => void;
  /** Sums over the account's rooms. */
  readonly onUnread: (unread: { readonly unreadCount: number; readonly mentionCount: number }) => void;
}

export function sessionProcesses(parts: SessionProcessesParts): SessionProcesses {
  const { credentials, profile, pageIsOpen } = parts;
  let opened = resolvers();
  const processes: AccountProcesses = startable(
    parts,
    mainOf(parts, { whenOpened: () => opened.promise, reopenEngine: () => void processes.reopenEngine() }),
  );
  const identityOf = ({ slug, homeserver }: Account): EngineIdentity => ({ partition: profile.account(slug).partition, homeserver });

  let asked = 0;

  function openNow(account: Account): void {
    const { keys } = credentials;
    if (!keys) return;
    const { own, store: history } = profile.account(account.slug);
    processes.open(identityOf(account), { own, history, key: keys.store });
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

/** What main answers the engine, and what it looks after when the engine has synced. */
function mainOf(parts: SessionProcessesParts, engine: Pick<MainHandlerParts, 'whenOpened' | 'reopenEngine'>): Handlers<MainContract> {
  const { send, wallClock, profile } = parts;
  const published = new PublishedCheck({ ...parts, keysGone: (epoch) => send({ type: 'keysGone', epoch, now: wallClock() }) });
  return mainHandlers({
    ...parts,
    ...engine,
    hasRoom: () => hasRoom(profile.folder),
    // Only tests use it.
    comparesHistory: !app.isPackaged && process.env.LATCHKEY_COMPARE_HISTORY === '1',
    onPublished: () => published.uploaded(),
    onSynced: () => {
      published.start();
      lookAfterSync(parts);
      parts.onSynced();
    },
    onUnread: (unreadCount, mentionCount) => parts.onUnread({ unreadCount, mentionCount }),
  });
}

/** The processes in Electron; none runs yet. */
function startable(
  { log, monotonic, postToPage, toError, profile, send }: SessionProcessesParts,
  main: Handlers<MainContract>,
): AccountProcesses {
  return new AccountProcesses({
    ...{ log, monotonic, main, postToPage, toError },
    channel: () => new MessageChannelMain(),
    startStore: (onDeath) => startStoreProcess(log, onDeath),
    ...engineParts(profile.folder, log),
    onStoreFailed: (error) => send({ type: 'openFailed', error }),
  });
}
