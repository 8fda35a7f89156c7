import { app } from 'electron';

/**
 * Makes a window under the name of the desktop entry, by which a Linux desktop knows whose window it is. Electron does so by itself since 41.6
 * (electron/electron#51424); the one before took the application's name.
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

/** The windows of a second profile have a name of their own, so that a desktop can tell them from the usual one's. Before the first. */
export function nameAfterProfile(name: string | null): void {
  const entry = process.env.CHROME_DESKTOP?.replace(/\.desktop$/, '');
  if (process.platform === 'linux' && name !== null && entry) process.env.CHROME_DESKTOP = `${entry}-${name}.desktop`;
}
