import { chmodSync, closeSync, lstatSync, mkdirSync, openSync, readlinkSync, statSync, symlinkSync, unlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';

/** Why a profile's folder cannot be used; nothing in it was changed. */
export type FolderTrouble =
  /** The disk it leads to may not be there now. */
  | { readonly is: 'linkToNowhere'; readonly path: string; readonly to: string }
  | { readonly is: 'notAFolder'; readonly path: string }
  | { readonly is: 'somebodyElses'; readonly path: string }
  | { readonly is: 'readOnly'; readonly path: string }
  | { readonly is: 'full'; readonly path: string }
  | { readonly is: 'openElsewhere'; readonly path: string; readonly host: string };

/** Makes the folder where there is none, and sees to it that it is its owner's alone. Null: it can be used. */
export function prepareFolder(folder: string): FolderTrouble | null {
  const trouble = lookAt(folder);
  if (trouble) return trouble;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    // Windows has no such rights; there the person's own folder is theirs alone.
    if (process.platform !== 'win32' && (statSync(folder).mode & 0o077) !== 0) chmodSync(folder, 0o700);
  } catch (cause) {
    return troubleOf(cause, folder);
  }
  return tryToWrite(folder);
}

/** What is wrong with what is there, without making or changing anything. */
export function lookAt(folder: string): FolderTrouble | null {
  const path = nearest(folder);
  try {
    const found = statSync(path);
    if (!found.isDirectory()) return { is: 'notAFolder', path };
    const isMine = path !== folder || process.getuid === undefined || found.uid === process.getuid();
    return isMine ? null : { is: 'somebodyElses', path };
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ELOOP') return { is: 'linkToNowhere', path, to: readlinkSync(path) };
    return troubleOf(cause, path);
  }
}

/** The folder, or the nearest one above it of which there is anything, be it a link to nowhere. */
function nearest(path: string): string {
  return isThere(path) || dirname(path) === path ? path : nearest(dirname(path));
}

function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    // Nothing can be behind a file, or behind what may not be looked into.
    return false;
  }
}

function tryToWrite(folder: string): FolderTrouble | null {
  const probe = join(folder, `.probe-${process.pid}`);
  try {
    closeSync(openSync(probe, 'w', 0o600));
    unlinkSync(probe);
    return null;
  } catch (cause) {
    // A full disk is no reason to keep people from what they can still read (K3).
    const trouble = troubleOf(cause, folder);
    return trouble.is === 'full' ? null : trouble;
  }
}

/** Electron takes a lock over that names another computer; on a network's disk that would open one database twice. */
export function openElsewhere(folder: string): FolderTrouble | null {
  try {
    const host = readlinkSync(join(folder, 'SingletonLock')).replace(/-\d+$/, '');
    return host === hostname() ? null : { is: 'openElsewhere', path: folder, host };
  } catch {
    return null;
  }
}

/** Chromium did not get its lock and does not say why; null: another process has it, and has been told. */
export function whyNotLocked(folder: string): FolderTrouble | null {
  if (lstatSync(join(folder, 'SingletonLock'), { throwIfNoEntry: false })) return null;
  const probe = join(folder, `.probe-${process.pid}`);
  try {
    symlinkSync('probe', probe);
    unlinkSync(probe);
    return null;
  } catch (cause) {
    return troubleOf(cause, folder);
  }
}

function troubleOf(cause: unknown, path: string): FolderTrouble {
  const { code } = cause as NodeJS.ErrnoException;
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return { is: 'full', path };
    case 'ENOTDIR':
    case 'EEXIST':
      return { is: 'notAFolder', path };
    default:
      return { is: 'readOnly', path };
  }
}
