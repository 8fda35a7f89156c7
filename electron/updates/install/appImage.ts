import { AppImageUpdater } from 'electron-updater';
import { chmodSync, closeSync, copyFileSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { isAbsolute } from 'node:path';

/** Replaces one file by another as a whole: whenever it is cut off, there is the old one or the new one. */
export function replaceWhole(by: string, old: string): void {
  const beside = `${old}.new`;
  try {
    copyFileSync(by, beside);
    chmodSync(beside, 0o755);
    const file = openSync(beside, 'r');
    fsyncSync(file);
    closeSync(file);
    renameSync(beside, old);
  } catch (cause) {
    rmSync(beside, { force: true });
    throw cause;
  }
}

/**
 * electron-updater removes the old file before it moves the new one to its place: a death in between leaves people without the application.
 */
export class WholeAppImageUpdater extends AppImageUpdater {
  protected override doInstall({ isForceRunAfter }: { readonly isForceRunAfter: boolean }): boolean {
    const own = process.env['APPIMAGE'];
    const downloaded = this.downloadedUpdateHelper?.file;
    if (!own || !isAbsolute(own) || !downloaded) return false;
    replaceWhole(downloaded, own);
    if (isForceRunAfter) this.app.relaunch();
    return true;
  }
}
