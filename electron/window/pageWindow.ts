import { BrowserWindow, nativeTheme, screen, session } from 'electron';
import type { BrowserWindowConstructorOptions, Session } from 'electron';
import { join } from 'node:path';
import type { Log } from '../log.ts';
import { serveBundle } from './appScheme.ts';
import { followContextMenu } from './contextMenu.ts';
import { pageCsp } from './csp.ts';
import { underDesktopName } from './desktopName.ts';
import { cutOff, lockDownSession } from './lockDown.ts';
import type { Microphone } from './microphone.ts';
import { pageOrigin } from './origins.ts';
import { readPlacement, writePlacement } from './placement.ts';

const pagePartition = 'persist:page';
/** `--bg` of renderer/styles/tokens.css, so that nothing flashes before the first paint. */
const background = { light: '#fdfefe', dark: '#14181b' } as const;

export interface PageWindowParts {
  readonly log: Log;
  readonly placementFile: string;
  readonly zoom: number;
  /** The profile's, if it has one. */
  readonly name: string | null;
  /** It is there and works, and is shown when somebody asks for it. */
  readonly hidden: boolean;
}

export function pageSession(): Session {
  return session.fromPartition(pagePartition);
}

/** Once, before the first window. */
export function preparePageSession(log: Log, microphone: Microphone): void {
  const own = pageSession();
  lockDownSession(own);
  microphone.guard(own);
  cutOff(own).catch((cause: unknown) => log.fault('cutting the page off', cause));
  serveBundle(own, 'latchkey', join(__dirname, 'page'), pageCsp);
}

/** The window that people see: shown at once in its background colour, painted as soon as there is something. */
export function openPageWindow({ log, placementFile, zoom, name, hidden }: PageWindowParts): BrowserWindow {
  const placement = readPlacement(
    placementFile,
    screen.getAllDisplays().map((display) => display.workArea),
  );
  const { maximized, ...bounds } = placement;
  const options: BrowserWindowConstructorOptions = {
    ...bounds,
    minWidth: 480,
    minHeight: 400,
    title: name === null ? 'Latchkey' : `Latchkey · ${name}`,
    // Elsewhere the program's own file brings it; the desktop entry does only once it is installed.
    ...(process.platform === 'linux' ? { icon: join(__dirname, '..', 'assets', 'icons', 'hicolor', '256x256.png') } : {}),
    show: !hidden,
    // Else a page that nobody sees believes that it is looked at.
    paintWhenInitiallyHidden: !hidden,
    backgroundColor: nativeTheme.shouldUseDarkColors ? background.dark : background.light,
    autoHideMenuBar: true,
    webPreferences: {
      session: pageSession(),
      preload: join(__dirname, 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      // Only macOS brings its own dictionaries; elsewhere they would be fetched from a third party.
      spellcheck: process.platform === 'darwin',
      zoomFactor: zoom,
    },
  };
  const window = underDesktopName(() => new BrowserWindow(options));
  // Maximising shows it.
  let waitsToBeMaximized = maximized && hidden;
  if (maximized && !hidden) window.maximize();
  window.once('show', () => {
    if (waitsToBeMaximized) window.maximize();
    waitsToBeMaximized = false;
  });
  followContextMenu(window.webContents);
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    log.write('error', `the page's process is gone: ${reason}`);
    if (window.isDestroyed() || reason === 'clean-exit') return;
    window.webContents.reload();
  });
  window.on('close', () =>
    writePlacement(placementFile, { ...window.getNormalBounds(), maximized: window.isMaximized() || waitsToBeMaximized }),
  );
  window.on('page-title-updated', (event) => event.preventDefault());
  load(window, log);
  return window;
}

function load(window: BrowserWindow, log: Log): void {
  window.loadURL(`${pageOrigin}/index.html`).catch((cause: unknown) => log.fault('loading the page', cause));
}
