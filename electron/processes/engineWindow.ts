import { BrowserWindow, session } from 'electron';
import type { Session, WebContents } from 'electron';
import { join } from 'node:path';
import { channels } from '../host/channels.ts';
import type { Log } from '../log.ts';
import type { EngineIdentity, EngineProcess } from './accountProcesses.ts';
import { endWithin } from '../../core/within.ts';
import { serveBundle } from '../window/appScheme.ts';
import { engineCsp } from '../window/csp.ts';
import { lockDownSession } from '../window/lockDown.ts';
import { engineOrigin } from '../window/origins.ts';

/** Engines by their page, because they ask for their ports by IPC. */
const ready = new Map<number, () => void>();

/** Partitions that Electron has opened in this run. */
const opened = new Set<string>();

export function isPartitionOpen(partition: string): boolean {
  return opened.has(partition);
}

/** The page of an engine's window can take its ports. */
export function engineWantsPorts(contents: WebContents): void {
  ready.get(contents.id)?.();
}

/** A hidden, sandboxed window in the account's own partition. */
export function startEngineWindow(log: Log, identity: EngineIdentity, onReady: () => void, onDeath: () => void): EngineProcess {
  const window = hiddenWindow(engineSession(identity));
  const contents = window.webContents;
  const { id } = contents;
  let ending = false;
  ready.set(id, onReady);
  log.write('info', `engine window ${id} opens`);
  const ended = (): void => log.write('info', `engine window ${id} ended`);
  const gone = new Promise<void>((resolve) => {
    contents.once('destroyed', () => resolve());
    contents.once('render-process-gone', (_event, { reason }) => {
      resolve();
      if (ending) return;
      ready.delete(id);
      ended();
      log.write('error', `the engine's process is gone: ${reason}`);
      window.destroy();
      onDeath();
    });
  });
  window.loadURL(`${engineOrigin}/index.html`).then(
    () => log.write('info', `engine window ${id} loaded`),
    (cause: unknown) => (ending ? undefined : log.fault('loading the engine', cause)),
  );
  return {
    postPorts: (main, store) => contents.postMessage(channels.ports, null, [main, store]),
    postPagePort: (port) => contents.postMessage(channels.page, null, [port]),
    end: async () => {
      ending = true;
      ready.delete(id);
      ended();
      if (window.isDestroyed()) return;
      const pid = contents.getOSProcessId();
      window.destroy();
      await endWithin(1_000, [gone]);
      await endWithin(2_000, [processEnd(pid)]);
    },
  };
}

function engineSession({ partition, homeserver }: EngineIdentity): Session {
  const own = session.fromPartition(partition);
  opened.add(partition);
  // The session outlives engines.
  if (own.protocol.isProtocolHandled('app')) own.protocol.unhandle('app');
  else lockDownSession(own, { keeps: true });
  serveBundle(own, 'engine', join(__dirname, 'engine'), engineCsp(homeserver));
  return own;
}

function hiddenWindow(own: Session): BrowserWindow {
  return new BrowserWindow({
    show: false,
    width: 200,
    height: 100,
    skipTaskbar: true,
    webPreferences: {
      session: own,
      preload: join(__dirname, 'enginePreload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      // Nobody looks at it, and it has to go on.
      backgroundThrottling: false,
    },
  });
}

/** Its files are free only when the process itself is gone. */
async function processEnd(pid: number): Promise<void> {
  for (let turn = 0; turn < 100 && isRunning(pid); turn++) await new Promise((resolve) => setTimeout(resolve, 20));
  if (isRunning(pid)) process.kill(pid, 'SIGKILL');
}

function isRunning(pid: number): boolean {
  if (pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
