import { app, nativeTheme } from 'electron';
import type { BrowserWindow, MessagePortMain } from 'electron';
import type { StartOutcome } from '../core/session/events.ts';
import type { SessionState } from '../core/session/states.ts';
import type { hostStreams } from '../core/contracts/host.ts';
import { Eraser } from './erase/eraser.ts';
import { channels } from './host/channels.ts';
import { hostHandlers } from './host/handlers.ts';
import { serveHost } from './host/ipc.ts';
import { engineHost } from './processes/engineHost.ts';
import type { EngineHost } from './processes/engineHost.ts';
import { quitInOrder } from './quitInOrder.ts';
import { resolvers } from './resolvers.ts';
import { createServices } from './services.ts';
import type { Basics, Services } from './services.ts';
import type { Send } from './session/runner.ts';
import { createSession } from './session/startSession.ts';
import { clearPartition, clearTraces } from './window/clearTraces.ts';
import { engineWantsPorts } from './window/engineWindow.ts';
import { setMenu } from './window/menu.ts';
import { openPageWindow, preparePageSession } from './window/pageWindow.ts';

/** Wires the parts of main, finishes an erase that was cut off, and opens the window. */
export async function startApplication(basics: Basics): Promise<void> {
  const services = createServices(basics);
  const { settings, log, mark, record } = services;
  let page: BrowserWindow | null = null;
  const pageContents = () => (page && !page.isDestroyed() ? page.webContents : null);
  let publish: (stream: (typeof hostStreams)[number], value: unknown) => void = () => undefined;

  const send: Send = (event) => runner.send(event);
  const pageIsOpen = resolvers();
  const postToPage = (port: MessagePortMain) => pageContents()?.postMessage(channels.engine, null, [port]);
  const engine = engineHost({ services, send, postToPage, pageIsOpen: pageIsOpen.promise });
  const eraser = createEraser(services, engine);
  const finishedErase = await finishErase(services, eraser);
  const runner = createSession({ services, eraser, engine, finishedErase, onState: (state) => publish('session', shown(state)) });
  // The keychain is read while Electron and the window are still getting ready.
  runner.start();

  await app.whenReady();
  mark('ready');
  followSettings(services, pageContents, (value) => publish('settings', value));
  const leaving = quitInOrder({ engine, askPage: () => publish('quitting', true), hasPage: () => pageContents() !== null });
  setMenu();
  preparePageSession();
  publish = serveHost({
    log,
    pageContents,
    toError: services.toError,
    streams: { session: () => shown(runner.state), settings: () => settings.current, quitting: () => leaving.isUnderWay },
    handlers: hostHandlers({ ...services, runner, quit: () => app.quit(), readyToQuit: () => leaving.pageIsReady() }),
    onWantEngine: () => engine.linkPage(),
    onWantPorts: engineWantsPorts,
  });
  page = openPageWindow({ log, placementFile: services.profile.placement, zoom: settings.current.zoom });
  mark('windowShown');
  const known = record.signedIn;
  if (known?.account && !finishedErase) engine.warm(known.account);
  pageIsOpen.resolve();
  page.on('close', (event) => leaving.pageCloses(event));
  app.on('second-instance', () => focus(page));
}

function createEraser({ profile, vault, record, journal, durable, log, credentials }: Services, engine: EngineHost): Eraser {
  return new Eraser({
    profile,
    vault,
    record,
    journal,
    durable,
    log,
    closeProcesses: async () => {
      await engine.close();
      await credentials.settled();
    },
    clearPartition: async (partition) => {
      await app.whenReady();
      await clearPartition(partition);
    },
    clearTraces: async () => {
      await app.whenReady();
      await clearTraces();
    },
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  });
}

/** Before any window opens. */
async function finishErase({ journal, log }: Services, eraser: Eraser): Promise<Extract<StartOutcome, { is: 'eraseFinished' }> | null> {
  const unfinished = journal.read();
  if (!unfinished) return null;
  if (unfinished.dataGone) {
    void eraser.retryKeys(unfinished, () => log.write('info', 'erase: the keychain has let go'));
    return null;
  }
  log.write('info', 'finishing an erase that was cut off');
  const progress = await eraser.erase(unfinished, () => undefined);
  return { is: 'eraseFinished', reason: unfinished.reason, at: unfinished.at, progress };
}

/** `LATCHKEY_HOMESERVER` stands in the form until somebody types. */
function shown(state: SessionState): SessionState {
  return state.phase === 'signedOut' && state.homeserver === '' ? { ...state, homeserver: process.env.LATCHKEY_HOMESERVER ?? '' } : state;
}

function followSettings({ settings }: Services, pageContents: () => Electron.WebContents | null, publish: (value: unknown) => void): void {
  nativeTheme.themeSource = settings.current.theme;
  settings.onChange = (next) => {
    nativeTheme.themeSource = next.theme;
    pageContents()?.setZoomFactor(next.zoom);
    publish(next);
  };
}

function focus(page: BrowserWindow | null): void {
  if (!page || page.isDestroyed()) return;
  if (page.isMinimized()) page.restore();
  page.show();
  page.focus();
}
