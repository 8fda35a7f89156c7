import { app, nativeTheme } from 'electron';
import type { BrowserWindow } from 'electron';
import type { SessionState } from '../core/session/states.ts';
import { offeredServer } from './accounts/offeredServer.ts';
import { openAccounts } from './accounts/openAccounts.ts';
import type { Accounts } from './accounts/openAccounts.ts';
import { createShared } from './accounts/shared.ts';
import type { Basics, Shared } from './accounts/shared.ts';
import { EraseJournals } from './erase/journals.ts';
import { channels } from './host/channels.ts';
import { publishTo, serveHost } from './host/ipc.ts';
import type { HostIpcParts, Publish } from './host/ipc.ts';
import { SideDoors } from './host/sideDoors.ts';
import { claimOwnSchemes, takeLinks } from './links/takeLinks.ts';
import { serveMedia } from './media/serveMedia.ts';
import { engineWantsPorts } from './processes/engineWindow.ts';
import { tellOfOlder } from './profile/tellOfOlder.ts';
import { quitInOrder } from './quitInOrder.ts';
import type { Leaving } from './quitInOrder.ts';
import { createUpdates } from './updates/updates.ts';
import type { Updates } from './updates/updates.ts';
import { refuseClientCertificates } from './window/clientCertificates.ts';
import { lockDownAllContents } from './window/lockDown.ts';
import { Microphone } from './window/microphone.ts';
import { setMenu } from './window/menu.ts';
import { openPageWindow, pageSession, preparePageSession } from './window/pageWindow.ts';
import { isPersonActing } from './window/personActing.ts';
import { showWhenNeeded } from './window/showWhenNeeded.ts';
import { ThePage } from './window/thePage.ts';

/** How this start differs from any other. */
export interface Beginning {
  readonly hidden: boolean;
  /** What the system started us with. */
  readonly link: string | null;
  /** Where an older version has left other accounts. */
  readonly older: string | null;
}

/** What runs once the accounts are there. */
interface Running {
  readonly shared: Shared;
  readonly page: ThePage;
  readonly publish: Publish;
  readonly accounts: Accounts;
  readonly updates: Updates;
  readonly leaving: Leaving;
}

/** Wires the parts of main, finishes erases that were cut off, and opens the window. */
export async function startApplication(basics: Basics, { hidden, link, older }: Beginning): Promise<void> {
  const shared = createShared(basics);
  const { log, mark, profile, wallClock, settings, asked, links } = shared;
  const page = new ThePage();
  const publish = publishTo(() => page.contents);
  refuseClientCertificates(log);
  lockDownAllContents(log);
  const isAskedFor = takeLinks({ asked, links, log }, link, () => page.show());
  const accounts = await accountsOf(shared, page, publish);

  await app.whenReady();
  mark('ready');
  const updates = createUpdates({
    ...{ log, profile, wallClock },
    isOn: settings.current.lookForUpdates,
    onState: (state) => publish('updates', state),
  });
  const leaving = quitInOrder({
    engine: accounts,
    whenTokensSealed: accounts.whenTokensSealed,
    askPage: () => publish('quitting', true),
    hasPage: () => page.contents !== null,
    last: updates.beforeQuit,
  });
  const running: Running = { shared, page, publish, accounts, updates, leaving };
  followSettings(running);
  setMenu();
  const microphone = new Microphone(shared.monotonic);
  preparePageSession(log, microphone);
  serveMedia(pageSession(), accounts.mediaOf);
  servePage(running, () => microphone.ask());
  const window = openWindow(running, hidden && !isAskedFor());
  asked.listen((link) => publish('asked', link));
  enterSystem(shared);
  updates.begin();
  if (older !== null) leaveOlder(running, window, older);
}

/** The keychain is read while Electron and the window are still getting ready. */
async function accountsOf(shared: Shared, page: ThePage, publish: Publish): Promise<Accounts> {
  const { profile, record, durable, log, asked } = shared;
  const accounts = await openAccounts({
    shared,
    journals: new EraseJournals({ profile, record, durable, log }),
    pageIsOpen: page.isOpen,
    postToPage: (slot, port) => page.contents?.postMessage(channels.engine, slot, [port]),
  });
  accounts.listen((change) => {
    if (change.is === 'slots') publish('accounts', change.summary);
    else if (change.is === 'uploads') publish('uploads', change.progress, change.slot);
    else publish('session', shown(change.state), change.slot);
  });
  accounts.listen((change) => (change.is === 'state' ? asked.heard(change.state) : undefined));
  accounts.start();
  return accounts;
}

function servePage(running: Running, askMicrophone: () => void): void {
  const { shared, page, accounts, updates, leaving } = running;
  const { log, mark, settings, autostart, asked, toError, monotonic } = shared;
  serveHost({
    ...{ log, toError },
    pageContents: () => page.contents,
    streams: streamsOf(running),
    handlersOf: accounts.handlers({
      ...{ log, mark, settings, autostart, asked, askMicrophone },
      sideDoors: new SideDoors({ monotonic, isPersonActing: () => isPersonActing(page.contents) }),
      askUpdates: (what) => updates.ask(what),
      quit: () => app.quit(),
      readyToQuit: () => leaving.pageIsReady(),
    }),
    onWantEngine: () => accounts.linkPage(),
    onWantPorts: engineWantsPorts,
  });
}

function openWindow({ shared, page, accounts, leaving }: Running, hidden: boolean): BrowserWindow {
  const { log, profile, settings, mark } = shared;
  const { placement: placementFile, name } = profile;
  const window = openPageWindow({ log, placementFile, zoom: settings.current.zoom, name, hidden });
  mark('windowShown');
  accounts.warm();
  page.opened(window);
  window.on('close', (event) => leaving.pageCloses(event));
  const heard = showWhenNeeded(
    window,
    accounts.states().map(({ state }) => state),
  );
  accounts.listen((change) => (change.is === 'state' ? heard(change.state) : undefined));
  return window;
}

/** What the system knows of the program: only of one that is installed. */
function enterSystem({ autostart, log }: Pick<Shared, 'autostart' | 'log'>): void {
  if (!app.isPackaged) return;
  claimOwnSchemes();
  autostart.refresh().catch((cause: unknown) => log.fault('the entry of the sign-in to the computer', cause));
}

function leaveOlder({ shared: { log, profile }, accounts }: Running, window: BrowserWindow, older: string): void {
  accounts.finishOlderErases(older).catch((cause: unknown) => log.fault('erases of the older folder', cause));
  tellOfOlder(window, profile, older, log);
}

function streamsOf({ accounts, shared: { settings, asked }, updates, leaving }: Running): HostIpcParts['streams'] {
  return {
    session: () => accounts.states().map(({ slot, state }) => ({ slot, value: shown(state) })),
    accounts: () => [{ slot: '', value: accounts.summary() }],
    uploads: () => accounts.uploads(),
    settings: () => [{ slot: '', value: settings.current }],
    updates: () => [{ slot: '', value: updates.state }],
    quitting: () => [{ slot: '', value: leaving.isUnderWay }],
    asked: () => [{ slot: '', value: asked.current }],
  };
}

/** `LATCHKEY_HOMESERVER` stands in the form until somebody types. */
function shown(state: SessionState): SessionState {
  return state.phase === 'signedOut' ? { ...state, homeserver: offeredServer(state) } : state;
}

function followSettings({ shared: { settings }, page, publish, updates }: Running): void {
  nativeTheme.themeSource = settings.current.theme;
  settings.listen((next) => {
    nativeTheme.themeSource = next.theme;
    page.contents?.setZoomFactor(next.zoom);
    publish('settings', next);
    updates.switched(next.lookForUpdates);
  });
}
