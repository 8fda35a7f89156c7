import { app } from 'electron';
import type { Command } from './desktopEntry.ts';
import type { LoginStart } from './xdgAutostart.ts';

/** The sign-in items of macOS and Windows. macOS gives what it opens no arguments, so that a second profile cannot be one there. */
export function loginItem({ executable, args }: Command, name: string | null): LoginStart {
  const isWindows = process.platform === 'win32';
  const which = isWindows ? { path: executable, args: [...args] } : {};
  const read = (): 'on' | 'off' | 'unavailable' => {
    if (!isWindows && name !== null) return 'unavailable';
    const { openAtLogin, executableWillLaunchAtLogin } = app.getLoginItemSettings(which);
    // On Windows somebody may have switched it off in the task manager.
    return openAtLogin && (!isWindows || executableWillLaunchAtLogin) ? 'on' : 'off';
  };
  return {
    read,
    put: async (on) => {
      const own = isWindows ? { name: name === null ? 'Latchkey' : `Latchkey (${name})`, enabled: on } : {};
      app.setLoginItemSettings({ openAtLogin: on, ...which, ...own });
      return read();
    },
    refresh: async () => undefined,
  };
}
