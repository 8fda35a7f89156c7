import { app } from 'electron';

/**
 * Makes a window under the name of the desktop entry, by which a Linux desktop knows whose window it is. Electron does so by itself since
 * 41.6 (electron/electron#51424); the one before took the application's name.
 */
export function underDesktopName<T>(make: () => T): T {
  const name = app.getName();
  // Electron puts package.json's `desktopName` there.
  const entry = process.env.CHROME_DESKTOP?.replace(/\.desktop$/, '');
  if (process.platform !== 'linux' || !entry) return make();
  app.setName(entry);
  try {
    return make();
  } finally {
    app.setName(name);
  }
}

/** By it a desktop puts windows together; those of a second profile have a name of their own. Called before there is a window. */
export function nameAfterProfile(name: string | null): void {
  const entry = process.env.CHROME_DESKTOP?.replace(/\.desktop$/, '');
  if (process.platform === 'linux' && name !== null && entry) process.env.CHROME_DESKTOP = `${entry}-${name}.desktop`;
  // The appId of electron-builder.yml, which the installer's shortcuts bear, too. In an MSIX Windows gives one, and a second would hide its
  // notifications.
  if (process.platform === 'win32' && !process.windowsStore)
    app.setAppUserModelId(`chat.latchkey.desktop${name === null ? '' : `.${name}`}`);
}
