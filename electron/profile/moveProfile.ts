import {
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { never } from '../../core/never.ts';
import type { Log } from '../log.ts';
import { copyTree, fingerprintOf, namesIn, syncPath } from './tree.ts';

export type Moved =
  /** There is nothing in the older place, or it has been dealt with. */
  | { readonly is: 'nothing' }
  | { readonly is: 'moved' }
  /** Both hold somebody's account: neither is touched. */
  | { readonly is: 'both' }
  /** The older place holds everything still, and is used until this works. */
  | { readonly is: 'failed'; readonly cause: unknown };

export interface MoveParts {
  readonly older: string;
  readonly folder: string;
  readonly log: Pick<Log, 'write' | 'fault'>;
  /** Each change on the disk, so that a test can end the process before and after each. */
  readonly step: <T>(name: string, action: () => T) => T;
}

/** `movedFrom.json` in a copy: `switching` until nothing but it is used; `left`: the older folder could not be taken away. */
const markShape = z.object({ v: z.literal(1), older: z.string(), state: z.enum(['switching', 'left']) });
type Mark = z.infer<typeof markShape>;

/** Whose loss somebody would feel: accounts, what is left of them, and an erase that was cut off. Settings alone are not that. */
const precious = /^(session\.json|accounts|erase(-[0-9a-f]{16})?\.json|erased\.json)$/;

/**
 * Brings a profile from where it lay to where it belongs, before anything has opened it. In one step on one disk; across disks it is
 * copied, compared, and only then switched to. Whoever is killed in between begins again or goes on where they were. The caller holds
 * the older folder's lock, so no older version has it open.
 */
export function moveProfile(parts: MoveParts): Moved {
  try {
    const mark = readMark(parts.folder);
    const moved = mark?.older === parts.older ? goOn(parts, mark) : begin(parts);
    // It holds no account.
    if (existsSync(parts.folder)) rmSync(asideOf(parts.folder), { recursive: true, force: true });
    return moved;
  } catch (cause) {
    if (!isSystemError(cause)) throw cause;
    parts.log.fault('moving the profile to where it belongs', cause);
    return { is: 'failed', cause };
  }
}

function begin(parts: MoveParts): Moved {
  const { older, folder, log, step } = parts;
  if (isSameFolder(older, folder)) return finishLink(parts);
  const [was, is] = [namesIn(older), namesIn(folder)];
  // What Chromium or settings left behind is not worth anything that is there already.
  if (was.length === 0 || (is.length > 0 && !isPrecious(older))) return { is: 'nothing' };
  if (isPrecious(folder)) return { is: 'both' };
  if (existsSync(folder)) step('what holds nobody’s account makes way', () => setAside(folder));
  step('the folder for profiles', () => mkdirSync(dirname(folder), { recursive: true, mode: 0o700 }));
  if (lstatSync(older).isSymbolicLink()) return moveLink(parts);
  try {
    step('rename', () => renameSync(older, folder));
  } catch (cause) {
    if (isSystemError(cause) && cause.code === 'EXDEV') return copyAcross(parts);
    throw cause;
  }
  log.write('info', 'the profile was moved to where it belongs');
  return { is: 'moved' };
}

/** The last run copied it. */
function goOn(parts: MoveParts, { state }: Mark): Moved {
  switch (state) {
    case 'switching':
      return finishSwitch(parts);
    case 'left':
      // What could not be renamed then is not looked at again: an older version may use it.
      return existsSync(parts.older) ? { is: 'nothing' } : leaveOlder(parts);
    default:
      return never(state);
  }
}

const asideOf = (folder: string): string => `${folder}.replaced`;
const arrivingOf = (folder: string): string => `${folder}.arriving`;
const leavingOf = (older: string): string => `${older}.moved`;

/** Whether it is a folder, or a link to one; what is not there is none. */
const isPrecious = (folder: string): boolean =>
  namesIn(folder).some(
    (name) =>
      precious.test(name) &&
      !(name === 'accounts' && namesIn(join(folder, name)).length === 0) &&
      !(name === 'session.json' && isEmptyRecord(join(folder, name))),
  );

function isEmptyRecord(path: string): boolean {
  try {
    return readFileSync(path, 'utf8') === JSON.stringify({ v: 1, accounts: [] });
  } catch {
    return false;
  }
}

function setAside(folder: string): void {
  rmSync(asideOf(folder), { recursive: true, force: true });
  renameSync(folder, asideOf(folder));
}

function renameDurably(from: string, to: string): void {
  renameSync(from, to);
  syncPath(dirname(to));
  syncPath(dirname(from));
}

/** Somebody has put the profile elsewhere and left a link: that place stays, and another link leads to it. */
function moveLink({ older, folder, step, log }: MoveParts): Moved {
  step('link', () => symlinkSync(realpathSync(older), folder));
  step('unlink', () => unlinkSync(older));
  log.write('info', 'the link to the profile was moved to where it belongs');
  return { is: 'moved' };
}

function isSameFolder(older: string, folder: string): boolean {
  return existsSync(older) && existsSync(folder) && realpathSync(older) === realpathSync(folder);
}

/** One that leads to the other is as somebody wants it; two that lead elsewhere are a move that was cut off. */
function finishLink({ older, folder, step }: MoveParts): Moved {
  if (![older, folder].every((path) => lstatSync(path).isSymbolicLink())) return { is: 'nothing' };
  step('unlink', () => unlinkSync(older));
  return { is: 'moved' };
}

/** Nothing of it counts until all of it is there and was compared. */
function copyAcross(parts: MoveParts): Moved {
  const { older, folder, step, log } = parts;
  const arriving = arrivingOf(folder);
  try {
    step('an earlier copy goes', () => rmSync(arriving, { recursive: true, force: true }));
    copyTree(older, arriving, step);
    if (step('compare', () => fingerprintOf(arriving) !== fingerprintOf(older)))
      throw Object.assign(new Error('the copy of the profile differs'), { code: 'EIO' });
    switchOver(parts);
  } catch (cause) {
    if (isSystemError(cause)) rmSync(arriving, { recursive: true, force: true });
    throw cause;
  }
  log.write('info', 'the profile was copied to where it belongs');
  return leaveOlder(parts);
}

function switchOver({ older, folder, step }: MoveParts): void {
  step('mark', () => writeMark(arrivingOf(folder), { v: 1, older, state: 'switching' }));
  step('switch', () => renameDurably(arrivingOf(folder), folder));
}

/**
 * The last run ended between the switch and the end. Nobody has opened the copy yet; an older version may have gone on in the older folder.
 */
function finishSwitch(parts: MoveParts): Moved {
  const { older, folder, step, log } = parts;
  if (!existsSync(older)) return leaveOlder(parts);
  const arriving = arrivingOf(folder);
  step('the copy makes way', () => {
    rmSync(arriving, { recursive: true, force: true });
    renameSync(folder, arriving);
    rmSync(join(arriving, 'movedFrom.json'));
  });
  if (fingerprintOf(arriving) !== fingerprintOf(older)) {
    log.write('warn', 'the older folder has changed since it was copied: it is copied again');
    return copyAcross(parts);
  }
  switchOver(parts);
  return leaveOlder(parts);
}

/** From here on the copy is the profile. */
function leaveOlder({ older, folder, step, log }: MoveParts): Moved {
  const leaving = leavingOf(older);
  try {
    if (existsSync(older)) step('the older folder is nobody’s', () => renameDurably(older, leaving));
    step('the older folder goes', () => rmSync(leaving, { recursive: true, force: true }));
    step('unmark', () => rmSync(join(folder, 'movedFrom.json'), { force: true }));
  } catch (cause) {
    if (!isSystemError(cause)) throw cause;
    log.fault('taking the older folder away', cause);
    // Else the next start would take the copy for one that nobody has opened.
    step('left', () => writeMark(folder, { v: 1, older, state: 'left' }));
  }
  return { is: 'moved' };
}

function readMark(folder: string): Mark | null {
  try {
    return markShape.parse(JSON.parse(readFileSync(join(folder, 'movedFrom.json'), 'utf8')));
  } catch {
    return null;
  }
}

function writeMark(folder: string, mark: Mark): void {
  const path = join(folder, 'movedFrom.json');
  writeFileSync(`${path}.new`, JSON.stringify(mark), { mode: 0o600 });
  syncPath(`${path}.new`);
  renameDurably(`${path}.new`, path);
}

function isSystemError(cause: unknown): cause is NodeJS.ErrnoException {
  return cause instanceof Error && 'code' in cause;
}
