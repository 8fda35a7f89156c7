import { app } from 'electron';
import { existsSync, lstatSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import type { StartOptions } from './commandLine.ts';
import type { Log } from '../log.ts';
import { profileAt } from './profile.ts';
import type { Profile } from './profile.ts';
import { lookAt, openElsewhere, prepareFolder, whyNotLocked } from './checkFolder.ts';
import type { FolderTrouble } from './checkFolder.ts';
import { moveProfile } from './moveProfile.ts';
import { folderWords } from './startWords.ts';
import type { StartWords } from './startWords.ts';
import { profileFolders } from './systemFolders.ts';
import type { ProfileFolders } from './systemFolders.ts';

export type Taken =
  /** This process alone has it; `older`: where an older version has left other accounts. */
  | { readonly is: 'taken'; readonly profile: Profile; readonly older: string | null }
  /** Another process has it, and has been told (J9). */
  | { readonly is: 'running' }
  | { readonly is: 'refused'; readonly words: StartWords };

/** Chooses the profile's folder, moves it to where it belongs, and takes it for this process alone. Before Electron is ready. */
export function takeProfile(start: StartOptions, log: Log): Taken {
  const override = process.env.LATCHKEY_PROFILE;
  if (override) return take(profileAt(resolve(override)), start);
  const named = { name: start.profile };
  const folders = profileFolders({ platform: process.platform, env: process.env, home: homedir() }, start.profile);
  const settled = settle(folders, start, log);
  switch (settled.is) {
    case 'settled':
      return take(profileAt(settled.folder, named), start, settled.older);
    default:
      return settled;
  }
}

type Settled = { readonly is: 'settled'; readonly folder: string; readonly older: string | null } | Exclude<Taken, { is: 'taken' }>;

function settle({ folder, older }: ProfileFolders, start: StartOptions, log: Log): Settled {
  const settled = (chosen: string): Settled => ({ is: 'settled', folder: chosen, older: null });
  if (older === null || !(isThere(older) || existsSync(join(folder, 'movedFrom.json')))) return settled(folder);
  const trouble = (isThere(older) ? (lookAt(older) ?? openElsewhere(older)) : null) ?? openElsewhere(folder);
  if (trouble) return refused(trouble);
  // An older version may have the one open, another start the other; whoever has it shows its window.
  const held = [isThere(older) ? older : null, isThere(join(folder, 'SingletonLock')) ? folder : null].find(
    (path) => path !== null && !lockAndRelease(path, start),
  );
  if (held) return notLocked(held);
  const moved = moveProfile({ older, folder, log, step: (_name, action) => action() });
  switch (moved.is) {
    case 'nothing':
    case 'moved':
      return settled(folder);
    case 'both':
      log.write('warn', 'there are two folders with accounts: the newer one is used');
      return { is: 'settled', folder, older };
    case 'failed':
      return settled(existsSync(older) ? older : folder);
  }
}

function take(profile: Profile, start: StartOptions, older: string | null = null): Taken {
  const trouble = prepareFolder(profile.folder) ?? openElsewhere(profile.folder);
  if (trouble) return refused(trouble);
  return lock(profile.folder, start) ? { is: 'taken', profile, older } : notLocked(profile.folder);
}

/** Chromium's lock lies in the folder that Electron calls `userData`. The one who has it learns how the other was started. */
function lock(folder: string, { hidden }: StartOptions): boolean {
  app.setPath('userData', folder);
  return app.requestSingleInstanceLock({ hidden });
}

/** No folder can be moved while its lock is in it. */
function lockAndRelease(folder: string, start: StartOptions): boolean {
  if (!lock(folder, start)) return false;
  app.releaseSingleInstanceLock();
  return true;
}

function notLocked(folder: string): Exclude<Taken, { is: 'taken' }> {
  const trouble = whyNotLocked(folder);
  return trouble ? refused(trouble) : { is: 'running' };
}

const refused = (trouble: FolderTrouble): { readonly is: 'refused'; readonly words: StartWords } => ({
  is: 'refused',
  words: folderWords(trouble),
});

const isThere = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false }) !== undefined;
