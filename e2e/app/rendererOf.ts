import type { App } from './launchApp.ts';

/** The renderer process behind the window whose address begins so. */
export const rendererOf = (app: App, origin: string): Promise<number> =>
  app.electron.evaluate(
    ({ webContents }, start) =>
      webContents
        .getAllWebContents()
        .find((one) => one.getURL().startsWith(start))
        ?.getOSProcessId() ?? 0,
    origin,
  );
