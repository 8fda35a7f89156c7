import { app, nativeTheme } from 'electron';
import type { BrowserWindow, MessagePortMain } from 'electron';
import type { Settings } from '../core/contracts/host.ts';
import type { SessionState } from '../core/session/states.ts';
import { EraseJournals } from './erase/journals.ts';
import { channels } from './host/channels.ts';
import { offeredServer } from './accounts/offeredServer.ts';
import { SideDoors } from './host/sideDoors.ts';
import { publishTo, serveHost } from './host/ipc.ts';
import type { HostIpcParts } from './host/ipc.ts';
import { claimOwnSchemes, takeLinks } from './links/takeLinks.ts';
import { tellOfOlder } from './profile/tellOfOlder.ts';
import { quitInOrder } from './quitInOrder.ts';
import { resolvers } from './resolvers.ts';
import { createShared } from './accounts/services.ts';
import type { Basics, SharedServices } from './accounts/services.ts';
import { finishOlderErases } from './accounts/finishOlderErases.ts';
import { openAccounts } from './accounts/openAccounts.ts';
import type { Accounts } from './accounts/openAccounts.ts';
import { createUpdates } from './updates/updates.ts';
import type { Updates } from './updates/updates.ts';
import { engineWantsPorts } from './processes/engineWindow.ts';
import { refuseClientCertificates } from './window/clientCertificates.ts';
import { lockDownAllContents } from './window/lockDown.ts';
import { setMenu } from './window/menu.ts';
import { openPageWindow, preparePageSession } from './window/pageWindow.ts';
import { isPersonActing } from './window/personActing.ts';
import { showWhenNeeded } from './window/showWhenNeeded.ts';

/** How this start differs from any other. */
export interface Beginning {
  readonly hidden: boolean;
  /** What the system started us with. */
  readonly link: string | null;
  /** Where an older version has left other accounts. */
  readonly older: string | null;
}

/** Wires the parts of main, finishes erases that were cut off, and opens the window. */
export async function startApplication(basics: Basics, { hidden, link, older }: Beginning): Promise<void> {
  const shared = createShared(basics);
  const { settings, log, mark, profile } = shared;
  let page: BrowserWindow | null = null;
  const pageContents = () => (page && !page.isDestroyed() ? page.webContents : null);
  const publish = publishTo(pageContents);
  refuseClientCertificates(log);
  lockDownAllContents(log);
  const pageIsOpen = resolvers();
  const isAskedFor = takeLinks(shared, link, () => focus(page));

  const accounts = await openAccounts({
    shared,
    journals: new EraseJournals(shared),
    pageIsOpen: pageIsOpen.promise,
    postToPage: (slot: string, port: MessagePortMain) => pageContents()?.postMessage(channels.engine, slot, [port]),
  });
  accounts.listen((change) =>
    change.is === 'slots' ? publish('accounts', change.summary) : publish('session', shown(change.state), change.slot),
  );
  accounts.listen((change) => (change.is === 'state' ? shared.asked.heard(change.state) : undefined));
  // The keychain is read while Electron and the window are still getting ready.
  accounts.start();

  await app.whenReady();
  mark('ready');
  const updates = createUpdates({ ...shared, isOn: settings.current.lookForUpdates, onState: (state) => publish('updates', state) });
  followSettings(shared, pageContents, (value) => (publish('settings', value), updates.switched(value.lookForUpdates)));
  const leaving = quitInOrder({
    engine: accounts,
    whenTokensSealed: accounts.whenTokensSealed,
    askPage: () => publish('quitting', true),
    hasPage: () => pageContents() !== null,
    last: updates.beforeQuit,
  });
  setMenu();
  preparePageSession(log);
  serveHost({
    ...{ log, pageContents, toError: shared.toError },
    streams: streamsOf({ ...shared, accounts, updates, isLeaving: () => leaving.isUnderWay }),
    handlersOf: accounts.handlers({
      sideDoors: new SideDoors({ ...shared, isPersonActing: () => isPersonActing(pageContents()) }),
      askUpdates: (what) => updates.ask(what),
      quit: () => app.quit(),
      readyToQuit: () => leaving.pageIsReady(),
    }),
    onWantEngine: () => accounts.linkPage(),
    onWantPorts: engineWantsPorts,
  });
  page = openPageWindow({
    log,
    placementFile: profile.placement,
    zoom: settings.current.zoom,
    name: profile.name,
    hidden: hidden && !isAskedFor(),
  });
  mark('windowShown');
  accounts.warm();
  pageIsOpen.resolve();
  page.on('close', (event) => leaving.pageCloses(event));
  shared.asked.listen((asked) => publish('asked', asked));
  enterSystem(shared);
  const heard = showWhenNeeded(
    page,
    accounts.states().map(({ state }) => state),
  );
  accounts.listen((change) => (change.is === 'state' ? heard(change.state) : undefined));
  updates.begin();
  if (older !== null) leaveOlder(shared, page, older);
}

/** What the system knows of the program: only of one that is installed. */
function enterSystem({ autostart, log }: SharedServices): void {
  if (!app.isPackaged) return;
  claimOwnSchemes();
  autostart.refresh().catch((cause: unknown) => log.cause('the entry of the sign-in to the computer', cause));
}

function leaveOlder(shared: SharedServices, page: BrowserWindow, older: string): void {
  finishOlderErases(shared, older).catch((cause: unknown) => shared.log.cause('erases of the older folder', cause));
  tellOfOlder(page, shared.profile, older, shared.log);
}

interface Streamed extends Pick<SharedServices, 'settings' | 'asked'> {
  readonly accounts: Accounts;
  readonly updates: Updates;
  readonly isLeaving: () => boolean;
}

function streamsOf({ accounts, settings, asked, updates, isLeaving }: Streamed): HostIpcParts['streams'] {
  return {
    session: () => accounts.states().map(({ slot, state }) => ({ slot, value: shown(state) })),
    accounts: () => [{ slot: '', value: accounts.summary() }],
    settings: () => [{ slot: '', value: settings.current }],
    updates: () => [{ slot: '', value: updates.state }],
    quitting: () => [{ slot: '', value: isLeaving() }],
    asked: () => [{ slot: '', value: asked.current }],
  };
}

/** `LATCHKEY_HOMESERVER` stands in the form until somebody types. */
function shown(state: SessionState): SessionState {
  return state.phase === 'signedOut' ? { ...state, homeserver: offeredServer(state) } : state;
}

function followSettings(
  { settings }: SharedServices,
  pageContents: () => Electron.WebContents | null,
  publish: (value: Settings) => void,
): void {
  nativeTheme.themeSource = settings.current.theme;
  settings.listen((next) => {
    nativeTheme.themeSource = next.theme;
    pageContents()?.setZoomFactor(next.zoom);
    publish(next);
  });
}

function focus(page: BrowserWindow | null): void {
  if (!page || page.isDestroyed()) return;
  if (page.isMinimized()) page.restore();
  page.show();
  page.focus();
}
