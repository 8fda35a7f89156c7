import { DebUpdater } from 'electron-updater';
import { spawnSync } from 'node:child_process';

/** Not from the PATH, which is the user's: what is started here becomes root. */
const commands = { asRoot: '/usr/bin/pkexec', aptGet: '/usr/bin/apt-get' };

/** What installs the package: apt-get, which brings what it depends on and refuses to go back to an older version. */
export function debCommand(file: string, isRoot: boolean): readonly [string, ...string[]] {
  const install = [commands.aptGet, 'install', '--yes', '--no-install-recommends', file] as const;
  return isRoot ? [...install] : [commands.asRoot, '--disable-internal-agent', ...install];
}

/**
 * electron-updater composes a line for a shell that is root's, in which an apostrophe of a folder's name ends the quotation; here no shell
 * reads it.
 */
export class PlainDebUpdater extends DebUpdater {
  protected override doInstall({ isForceRunAfter }: { readonly isForceRunAfter: boolean }): boolean {
    const downloaded = this.downloadedUpdateHelper?.file;
    if (!downloaded) return false;
    const [command, ...args] = debCommand(downloaded, process.getuid?.() === 0);
    const { error, status } = spawnSync(command, args, { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
    if (error) throw error;
    if (status !== 0) throw new Error(`installing the package ended with ${status}`);
    if (isForceRunAfter) this.app.relaunch();
    return true;
  }
}
