import { app, nativeTheme } from 'electron';
import type { BrowserWindow, MessagePortMain } from 'electron';
import { z } from 'zod';
import type { Settings } from '../core/contracts/host.ts';
import type { SessionState } from '../core/session/states.ts';
import { appLinkIn, appSchemes } from './auth/browser/appLinks.ts';
import { EraseJournals } from './erase/journals.ts';
import { channels } from './host/channels.ts';
import { offeredServer } from './host/offeredServer.ts';
import { SideDoors } from './host/sideDoors.ts';
import { serveHost } from './host/ipc.ts';
import type { HostIpcParts, Publish } from './host/ipc.ts';
import type { SettingsFile } from './host/settingsFile.ts';
import { tellOfOlder } from './profileFolder/tellOfOlder.ts';
import { quitInOrder } from './quitInOrder.ts';
import { resolvers } from './resolvers.ts';
import { createShared } from './services.ts';
import type { Basics, SharedServices } from './services.ts';
import { finishOlderErases } from './slots/finishOlderErases.ts';
import { openAccounts } from './slots/openAccounts.ts';
import type { Accounts } from './slots/openAccounts.ts';
import { createUpdates } from './updates/updates.ts';
import type { Updates } from './updates/updates.ts';
import { engineWantsPorts } from './window/engineWindow.ts';
import { refuseClientCertificates } from './window/clientCertificates.ts';
import { fenceAllContents } from './window/fence.ts';
import { setMenu } from './window/menu.ts';
import { openPageWindow, preparePageSession } from './window/pageWindow.ts';
import { isPersonActing } from './window/personActing.ts';
import { showWhenNeeded } from './window/showWhenNeeded.ts';

/** What a second start says about itself; the version of the program may be another. */
const secondStartShape = z.object({ hidden: z.boolean() });

/** How this start differs from any other. */
export interface Beginning {
  readonly hidden: boolean;
  /** Where an older version has left other accounts. */
  readonly older: string | null;
}

/** Wires the parts of main, finishes erases that were cut off, and opens the window. */
export async function startApplication(basics: Basics, { hidden, older }: Beginning): Promise<void> {
  const shared = createShared(basics);
  const { settings, log, mark, profile } = shared;
  let page: BrowserWindow | null = null;
  const pageContents = () => (page && !page.isDestroyed() ? page.webContents : null);
  let publish: Publish = () => undefined;
  let heard: (state: SessionState) => void = () => undefined;
  refuseClientCertificates(log);
  fenceAllContents(log);
  const pageIsOpen = resolvers();

  const accounts = await openAccounts({
    shared,
    journals: new EraseJournals(shared),
    sideDoors: new SideDoors({ ...shared, isPersonActing: () => isPersonActing(pageContents()) }),
    pageIsOpen: pageIsOpen.promise,
    postToPage: (slot: string, port: MessagePortMain) => pageContents()?.postMessage(channels.engine, slot, [port]),
    onState: (slot, state) => (publish('session', shown(state), slot), heard(state)),
    onAccounts: (summary) => publish('accounts', summary),
    askUpdates: (what) => updates.ask(what),
    quit: () => app.quit(),
    readyToQuit: () => leaving.pageIsReady(),
  });
  // The keychain is read while Electron and the window are still getting ready.
  accounts.start();

  await app.whenReady();
  mark('ready');
  const updates = createUpdates({ ...shared, isOn: settings.current.lookForUpdates, onState: (state) => publish('updates', state) });
  followSettings(shared, pageContents, (value) => (publish('settings', value), updates.switched(value.lookForUpdates)));
  const leaving = quitInOrder({ engine: accounts, tokensKept: accounts.tokensKept, askPage: () => publish('quitting', true), hasPage: () => pageContents() !== null, last: updates.beforeQuit });
  setMenu();
  preparePageSession(log);
  publish = serveHost({
    log,
    pageContents,
    toError: shared.toError,
    streams: streamsOf({ accounts, settings, updates, isLeaving: () => leaving.isUnderWay }),
    handlersOf: accounts.handlersOf,
    onWantEngine: () => accounts.linkPage(),
    onWantPorts: engineWantsPorts,
  });
  page = openPageWindow({ log, placementFile: profile.placement, zoom: settings.current.zoom, name: profile.name, hidden });
  mark('windowShown');
  accounts.warm();
  pageIsOpen.resolve();
  page.on('close', (event) => leaving.pageCloses(event));
  takeAppLinks(shared, () => focus(page));
  refreshAutostart(shared);
  heard = showWhenNeeded(page, accounts.states().map(({ state }) => state));
  updates.begin();
  if (older !== null) leaveOlder(shared, page, older);
}

function refreshAutostart({ autostart, log }: SharedServices): void {
  if (app.isPackaged) autostart.refresh().catch((cause: unknown) => log.cause('the entry of the sign-in to the computer', cause));
}

function leaveOlder(shared: SharedServices, page: BrowserWindow, older: string): void {
  finishOlderErases(shared, older).catch((cause: unknown) => shared.log.cause('erases of the older folder', cause));
  tellOfOlder(page, shared.profile, older, shared.log);
}

function streamsOf({ accounts, settings, updates, isLeaving }: { accounts: Accounts; settings: SettingsFile; updates: Updates; isLeaving: () => boolean }): HostIpcParts['streams'] {
  return {
    session: () => accounts.states().map(({ slot, state }) => ({ slot, value: shown(state) })),
    accounts: () => [{ slot: '', value: accounts.summary() }],
    settings: () => [{ slot: '', value: settings.current }],
    updates: () => [{ slot: '', value: updates.state }],
    quitting: () => [{ slot: '', value: isLeaving() }],
  };
}

/** `LATCHKEY_HOMESERVER` stands in the form until somebody types. */
function shown(state: SessionState): SessionState {
  return state.phase === 'signedOut' ? { ...state, homeserver: offeredServer(state) } : state;
}

function followSettings({ settings }: SharedServices, pageContents: () => Electron.WebContents | null, publish: (value: Settings) => void): void {
  nativeTheme.themeSource = settings.current.theme;
  settings.onChange = (next) => {
    nativeTheme.themeSource = next.theme;
    pageContents()?.setZoomFactor(next.zoom);
    publish(next);
  };
}

/** A second start shows the first one's window and hands over the link that the system started it with (J9). */
function takeAppLinks({ links, log, profile }: SharedServices, show: () => void): void {
  // Run from its sources, the app would register somebody's copy of Electron; and the system starts the usual profile with a link.
  if (app.isPackaged && profile.name === null) for (const scheme of appSchemes) app.setAsDefaultProtocolClient(scheme);
  const take = (link: string | null): void => {
    show();
    if (link !== null && !links.take(link)) log.write('warn', 'a link that nobody waits for was refused');
  };
  app.on('second-instance', (_event, args, _folder, how) => {
    // The computer's sign-in may start what runs already.
    if (!secondStartShape.safeParse(how).data?.hidden) take(appLinkIn(args));
  });
  app.on('activate', show);
  app.on('open-url', (event, link) => {
    event.preventDefault();
    take(link);
  });
}

function focus(page: BrowserWindow | null): void {
  if (!page || page.isDestroyed()) return;
  if (page.isMinimized()) page.restore();
  page.show();
  page.focus();
}
