import { isAbsolute, join } from 'node:path';

/** What a system says about where things belong. */
export interface System {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

export interface ProfileFolders {
  readonly folder: string;
  /** Where the same profile lay up to version 0.1; null: nowhere else. */
  readonly older: string | null;
}

/** By the XDG Base Directory Specification: a relative path in a variable is invalid and counts as none. */
function xdg({ env, home }: System, variable: string, ...usual: readonly string[]): string {
  const path = env[variable];
  return path !== undefined && isAbsolute(path) ? path : join(home, ...usual);
}

export const configHome = (system: System): string => xdg(system, 'XDG_CONFIG_HOME', '.config');

/**
 * Where a profile lies; `name` null: the usual one. What people wrote is data, not configuration; on Windows it must not roam, because
 * neither a key nor an open database may be copied to another computer; macOS has one place for all of it.
 */
export function profileFolders(system: System, name: string | null): ProfileFolders {
  const { platform, env, home } = system;
  const inside = join('profiles', name ?? 'default');
  switch (platform) {
    case 'darwin': {
      const base = join(home, 'Library', 'Application Support', 'Latchkey');
      return { folder: name === null ? base : join(base, inside), older: null };
    }
    case 'win32': {
      const roaming = env.APPDATA ?? join(home, 'AppData', 'Roaming');
      const local = env.LOCALAPPDATA ?? join(home, 'AppData', 'Local');
      return { folder: join(local, 'Latchkey', inside), older: name === null ? join(roaming, 'Latchkey') : null };
    }
    default:
      return {
        folder: join(xdg(system, 'XDG_DATA_HOME', '.local', 'share'), 'latchkey', inside),
        older: name === null ? join(configHome(system), 'Latchkey') : null,
      };
  }
}

/** The keychain's service name. No name of a profile makes the one of another, nor of a folder that was named by `LATCHKEY_PROFILE`. */
export const vaultServiceOf = (name: string | null): string => (name === null ? 'latchkey' : `latchkey-profile-${name}`);
