import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Listed } from '../../scripts/package/check/listing.mjs';
import type { BareSystem } from './bareSystem.ts';

const execute = promisify(execFile);

/** A package as rpm itself treats it, with a bare Debian for a system. Its scripts run in there. */
export interface RpmIn {
  readonly install: () => Promise<void>;
  readonly remove: () => Promise<void>;
  /** What rpm finds changed since it was packed: content, owner, mode; nothing: an empty text. */
  readonly differencesFromPacked: () => Promise<string>;
  readonly listed: () => Promise<readonly Listed[]>;
  /** Libraries that it asks for and the system lacks; names of packages are other distributions', and not looked at. */
  readonly unmetLibraries: () => Promise<readonly string[]>;
}

export function rpmIn(system: BareSystem, file: string): RpmIn {
  const books = ['--root', system.path, '--dbpath', '/var/lib/rpm'];
  const rpm = async (...args: readonly string[]): Promise<string> => (await execute('rpm', args, { maxBuffer: 50_000_000 })).stdout;
  const name = async (): Promise<string> => (await rpm('-qp', '--queryformat', '%{NAME}', file)).trim();
  return {
    // A Debian tells rpm of no package of its own, so nothing would be found.
    install: async () => void (await rpm(...books, '--force-debian', '--nodeps', '--install', file)),
    remove: async () => void (await rpm(...books, '--force-debian', '--erase', await name())),
    differencesFromPacked: async () =>
      rpm(...books, '--verify', '--nodeps', await name()).catch((cause: { stdout?: string }) => cause.stdout || `${cause}`),
    listed: async () => {
      const format = '[%{FILEMODES:perms} %{FILEUSERNAME}/%{FILEGROUPNAME} %{FILENAMES}\n]';
      const lines = (await rpm(...books, '-q', '--queryformat', format, await name())).split('\n').filter((line) => line !== '');
      return lines.map((line) => {
        const [, mode = '', owner = '', path = ''] = /^(\S{10}) (\S+) (.+)$/.exec(line) ?? [];
        return { mode, owner, date: '', path };
      });
    },
    unmetLibraries: async () => {
      const wanted = (await rpm('-qp', '--requires', file)).split('\n').map((line) => line.trim());
      const there = await system.asRoot('ldconfig', '-p');
      const libraries = wanted.map((line) => /^(\S+\.so[\d.]*)\(/.exec(line)?.[1]).filter((library) => library !== undefined);
      if (libraries.length < 20) throw new Error(`it asks for ${libraries.length} libraries only`);
      return [...new Set(libraries)].filter((library) => !there.includes(`\t${library} (`) && !library.startsWith('ld-linux'));
    },
  };
}
