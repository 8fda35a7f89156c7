import { app } from 'electron';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Log } from '../log.ts';
import type { Profile } from '../profile/profile.ts';
import { configHome } from '../profile/systemFolders.ts';
import type { Command } from './desktopEntry.ts';
import { sessionBusSocket } from '../vault/dbus/connection.ts';
import { loginItem } from './loginItem.ts';
import { portalAutostart } from './portalAutostart.ts';
import { xdgAutostart } from './xdgAutostart.ts';
import type { LoginStart } from './xdgAutostart.ts';

const none: LoginStart = { read: () => 'unavailable', put: async () => 'unavailable', refresh: async () => undefined };

/** By the way of this system. A profile that only a variable names cannot be opened again by it. */
export function loginStart(profile: Profile, log: Log): LoginStart {
  if (profile.opensWith === null) return none;
  const command = commandOf([...profile.opensWith, '--hidden']);
  if (process.platform === 'darwin' || process.platform === 'win32') return loginItem(command, profile.name);
  // The sandbox has its own idea of where a program is, and the desktop's folder is not in it. The portal knows one entry of an
  // application.
  if (process.env.FLATPAK_ID)
    return profile.name === null
      ? portalAutostart({
          socket: sessionBusSocket(process.env),
          file: join(profile.folder, 'autostart.json'),
          commandLine: ['latchkey', '--hidden'],
          log,
        })
      : none;
  return xdgAutostart({
    configHome: configHome({ platform: process.platform, env: process.env, home: homedir() }),
    name: profile.name,
    command,
  });
}

/** What starts this program again: an AppImage is mounted at another place each time, so its file is what counts. */
function commandOf(args: readonly string[]): Command {
  const { APPIMAGE } = process.env;
  const asNow = app.commandLine.hasSwitch('no-sandbox') ? ['--no-sandbox'] : [];
  // Run from its sources, Electron is told where they are.
  const sources = app.isPackaged ? [] : [app.getAppPath()];
  return { executable: app.isPackaged && APPIMAGE ? APPIMAGE : process.execPath, args: [...asNow, ...sources, ...args] };
}
