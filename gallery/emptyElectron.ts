import { linkSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { findElectron, type ElectronRuntime } from '../scripts/electronRuntime.mjs';
import { cacheFolder } from '../scripts/root.mjs';

const emptyApp = join(import.meta.dirname, 'emptyApp');

export interface EmptyElectron {
  /** A window at no address, as sandboxed as the app's. */
  readonly openWindow: () => Promise<Page>;
  readonly close: () => Promise<void>;
}

/** The Electron that runs the app, without the app. */
export async function openEmptyElectron(): Promise<EmptyElectron> {
  const runtime = findElectron();
  if (!runtime) throw new Error('There is no Electron yet: run `npm run setup`.');
  mkdirSync(cacheFolder, { recursive: true });
  const folder = mkdtempSync(join(cacheFolder, 'emptyElectron-'));
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0;
  const electron = await _electron.launch({
    // They are about addresses that only tests load.
    env: { ...definedEnvironment(), ELECTRON_DISABLE_SECURITY_WARNINGS: '1' },
    executablePath: runtime.appInside ? withoutApp(runtime, folder) : runtime.executablePath,
    args: [...(asRoot ? ['--no-sandbox'] : []), `--user-data-dir=${join(folder, 'profile')}`, ...(runtime.appInside ? [] : [emptyApp])],
  });
  return {
    openWindow: () => openWindow(electron),
    close: async () => {
      await electron.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** An Electron with an application inside starts no other; so the same files are put together with ours inside. */
function withoutApp({ dist, executablePath }: ElectronRuntime, folder: string): string {
  const program = basename(executablePath);
  for (const name of readdirSync(dist)) {
    // A link to the program would be followed to where the application is.
    if (name === program) linkSync(executablePath, join(folder, program));
    else if (name !== 'resources') symlinkSync(join(dist, name), join(folder, name));
  }
  mkdirSync(join(folder, 'resources'));
  symlinkSync(emptyApp, join(folder, 'resources', 'app'));
  return join(folder, program);
}

async function openWindow(electron: ElectronApplication): Promise<Page> {
  const opened = electron.waitForEvent('window');
  await electron.evaluate(async ({ BrowserWindow }) => {
    const window = new BrowserWindow({ width: 1600, height: 900, webPreferences: { sandbox: true, backgroundThrottling: false } });
    await window.loadURL('about:blank');
  });
  return opened;
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
