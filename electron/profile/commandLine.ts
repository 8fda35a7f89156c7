import { appLinkIn } from '../signIn/browser/appLinks.ts';

/** What the program was started with, as far as it is ours: whatever else begins with a dash is Chromium's. */
export type CommandLine =
  | { readonly is: 'help' }
  | { readonly is: 'version' }
  | { readonly is: 'start'; readonly start: StartOptions }
  /** What people wrote cannot be what they meant; nothing is opened. */
  | { readonly is: 'wrong'; readonly why: CommandLineTrouble };

export interface StartOptions {
  /** Null: the usual one. */
  readonly profile: string | null;
  /** At a sign-in to the computer: no window until somebody asks for it. */
  readonly hidden: boolean;
  /** The link that the system started us with. */
  readonly link: string | null;
}

export type CommandLineTrouble =
  | { readonly is: 'profileMissing' }
  | { readonly is: 'profileName'; readonly name: string }
  | { readonly is: 'severalProfiles' }
  /** Nearly one of ours; taken for Chromium's it would silently do something else. */
  | { readonly is: 'misspelt'; readonly flag: string; readonly meant: string };

const ours = ['--profile', '--hidden', '--version', '--help'] as const;
type Flag = (typeof ours)[number];

/** Names that Windows keeps for devices, in any folder. */
const devices = /^(con|prn|aux|nul|com\d|lpt\d)$/;
const usual = 'default';

/** Null: it is no name. Small letters, because most systems cannot tell `Work` from `work` in a folder, and a keychain can. */
export function profileName(text: string): string | null {
  const name = text.toLowerCase();
  return /^[a-z0-9][a-z0-9_-]{0,31}$/.test(name) && !devices.test(name) ? name : null;
}

/** `args`: without the program itself. Nothing behind a link is obeyed: whoever wrote the link may have written that, too. */
export function parseCommandLine(args: readonly string[]): CommandLine {
  const end = args.findIndex((arg) => arg === '--' || appLinkIn([arg]) !== null);
  const flags = end === -1 ? args : args.slice(0, end);
  const names: string[] = [];
  const seen = new Set<Flag>();
  for (let at = 0; at < flags.length; at += 1) {
    const [flag, inline] = split(flags[at] ?? '');
    const known = ours.find((one) => one === flag);
    if (!known) {
      const meant = nearly(flag);
      if (meant) return { is: 'wrong', why: { is: 'misspelt', flag, meant } };
      continue;
    }
    seen.add(known);
    if (known !== '--profile') continue;
    const name = inline ?? flags[at + 1] ?? '';
    if (inline === undefined) at += 1;
    if (name === '' || (inline === undefined && name.startsWith('-'))) return { is: 'wrong', why: { is: 'profileMissing' } };
    names.push(name);
  }
  // Somebody who asks for help gets it, whatever else stands there.
  if (seen.has('--help') || flags.includes('-h')) return { is: 'help' };
  if (seen.has('--version')) return { is: 'version' };
  return start(names, seen.has('--hidden'), appLinkIn(args));
}

function start(given: readonly string[], hidden: boolean, link: string | null): CommandLine {
  const names = given.map(profileName);
  const bad = names.indexOf(null);
  if (bad !== -1) return { is: 'wrong', why: { is: 'profileName', name: given[bad] ?? '' } };
  if (new Set(names).size > 1) return { is: 'wrong', why: { is: 'severalProfiles' } };
  const [name = null] = names;
  return { is: 'start', start: { profile: name === usual ? null : name, hidden, link } };
}

function split(arg: string): readonly [string, string?] {
  const at = arg.indexOf('=');
  return at === -1 || !arg.startsWith('--') ? [arg] : [arg.slice(0, at), arg.slice(at + 1)];
}

function nearly(flag: string): Flag | undefined {
  if (!/^--?[a-z]/i.test(flag) || flag === '-h') return undefined;
  const bare = flag.replace(/^-+/, '').toLowerCase();
  return ours.find((one) => distance(bare, one.slice(2)) <= 1);
}

/** How many letters must be put in, taken out or changed. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const changed = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
