import { z } from 'zod';
import type { AppError } from '../errors.ts';
import type { UserId } from '../ids.ts';
import type { MatrixLink } from '../links/matrixLink.ts';
import { accountActions } from '../model/accountLinks.ts';
import type { AccountLinks } from '../model/accountLinks.ts';
import type { Autostart } from '../model/autostart.ts';
import type { SignInFlow } from '../model/signInFlows.ts';
import type { Support } from '../model/support.ts';
import type { Phase, SessionState } from '../session/states.ts';
import type { UpdateState } from '../updates/model.ts';
import { accountArgs } from './account.ts';
import type { AccountResults } from './account.ts';

/** Kept in the profile, tied to no session, never secret (E2). */
export const settingsShape = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']),
  hideWhileSignedOut: z.boolean(),
  /** Widths in CSS pixels. */
  roomsWidth: z.number().int().min(200).max(400),
  roomsCollapsed: z.boolean(),
  /** 1 = 100 %. */
  zoom: z.number().min(0.5).max(3),
  lookForUpdates: z.boolean(),
});
export type Settings = z.infer<typeof settingsShape>;

/** What discovery found behind what was typed into "Homeserver". */
export type ServerLookup =
  | { readonly is: 'found'; readonly baseUrl: string; readonly serverName: string; readonly flows: readonly SignInFlow[] }
  | { readonly is: 'failed'; readonly error: AppError };

/**
 * A place for an account: one that is signed in, or one to sign in at. `slot` names it for as long as main runs, also before its
 * account is known and after that is gone.
 */
export interface AccountSlot {
  readonly slot: string;
  readonly userId: UserId | null;
  readonly homeserver: string | null;
  readonly phase: Phase;
  readonly unreadCount: number;
  readonly mentionCount: number;
}

export interface AccountSlots {
  /** In the order in which they were added; never empty. */
  readonly list: readonly AccountSlot[];
  /** The slot that people look at. */
  readonly onScreen: string;
}

/** A link that the system handed over; `link` is null where it names nothing. */
export interface AskedLink {
  /** Counts up: the newest one is meant. */
  readonly number: number;
  readonly link: MatrixLink | null;
}

const nothing = z.strictObject({});
const shortText = z.string().max(512);
const browserMethods = [
  z.strictObject({ is: z.literal('sso'), provider: z.string().min(1).max(255).nullable() }),
  z.strictObject({ is: z.literal('oauth'), create: z.literal(true).optional() }),
  z.strictObject({ is: z.literal('deviceCode') }),
] as const;
/** The same device never signs in by QR code (I20). */
const againMethod = z.discriminatedUnion('is', browserMethods);
const newDeviceMethod = z.discriminatedUnion('is', [...browserMethods, z.strictObject({ is: z.literal('qr') })]);

/** The arguments of every call of the page to main, parsed by main. One line and one handler each. */
export const hostArgs = {
  /** Of a place to sign in at, when somebody has typed. */
  lookUpServer: z.strictObject({ text: shortText }),
  signIn: z.strictObject({ homeserver: shortText, username: shortText, password: z.string().min(1).max(4096) }),
  signInAgain: z.strictObject({ password: z.string().min(1).max(4096) }),
  /** By the system browser, or by a code. `username` may be empty; it only stays in the form. */
  signInWith: z.strictObject({ homeserver: shortText, username: shortText, method: newDeviceMethod }),
  signInAgainWith: z.strictObject({ method: againMethod }),
  /** The two digits that the other device shows (MSC4108). */
  enterCheckCode: z.strictObject({ digits: z.string().regex(/^\d{2}$/) }),
  /** What the account's server offers now, for signing in again (C4). */
  signInFlows: nothing,
  /** What the account was signed in with, as long as its server has not answered. */
  usualFlows: nothing,
  /** The page of the sign-in under way, once more. */
  openBrowserAgain: nothing,
  copyBrowserLink: nothing,
  /** Null: the account is not managed on an authorisation server's pages. */
  accountLinks: nothing,
  /** Opens one of them in the system browser. */
  openAccountLink: z.strictObject({ action: z.enum(accountActions).nullable(), deviceId: z.string().max(512).nullable() }),
  /** Stops a sign-in under way. */
  cancel: nothing,
  signOut: nothing,
  /** Whom the account's server names for questions (G1, G4). */
  support: nothing,
  eraseAnyway: nothing,
  /** For data that cannot be opened: destroys it (J3, J6). */
  startOver: nothing,
  /** Unlock and retry; try again. */
  retry: nothing,
  /** From the notice after an erase to sign-in. */
  readNotice: nothing,
  /** Brings this account to the front, and remembers it. A place to sign in at that is not being used goes away. */
  showAccount: nothing,
  /** Makes a place to sign in at, and shows it. */
  addAccount: nothing,
  /** Leaves a place without an account, where there is another to go to. Destroys nothing. */
  leaveSlot: nothing,
  ...accountArgs,
  quit: nothing,
  putSettings: settingsShape,
  /** What comes of it is the stream `updates`. */
  askUpdates: z.strictObject({ what: z.enum(['lookAsked', 'downloadAsked', 'stopAsked', 'putOffAsked', 'restartAsked']) }),
  /** Whether the system starts Latchkey at a sign-in to the computer: its own word, as people can change it there. */
  autostart: nothing,
  putAutostart: z.strictObject({ on: z.boolean() }),
  /** http, https or mailto only; opens in the system browser, when somebody has just clicked or typed. */
  openLink: z.strictObject({ url: z.string().max(4096) }),
  /** What the link `asked` names is on screen. */
  linkShown: z.strictObject({ number: z.int().min(1) }),
  copyText: z.strictObject({ text: z.string().max(100_000) }),
  /** A named moment of the page for the benchmark; `at` = performance.timeOrigin + performance.now(), ms. */
  mark: z.strictObject({ name: z.string().max(64), at: z.number() }),
  /** What was unsaved has been kept, after `quitting`. */
  readyToQuit: nothing,
  /** An error of the page for the log; no message text. */
  report: z.strictObject({ text: z.string().max(8192) }),
} as const;

/** These are about the app and not about an account: any slot may be named, or none. */
export const appCalls: readonly string[] = [
  'addAccount',
  'quit',
  'putSettings',
  'askUpdates',
  'autostart',
  'putAutostart',
  'openLink',
  'linkShown',
  'copyText',
  'mark',
  'readyToQuit',
  'report',
] satisfies (keyof typeof hostArgs)[];

interface HostResults extends AccountResults {
  lookUpServer: ServerLookup;
  signInFlows: readonly SignInFlow[];
  usualFlows: readonly SignInFlow[];
  accountLinks: AccountLinks | null;
  support: Support;
  autostart: Autostart;
  putAutostart: Autostart;
}

/** page → main `host`, over contextBridge. */
export type HostContract = {
  calls: {
    [K in keyof typeof hostArgs]: (arg: z.infer<(typeof hostArgs)[K]>) => K extends keyof HostResults ? HostResults[K] : void;
  };
  streams: {
    /** Of each account, with its slot. */
    session: (arg: Record<string, never>) => SessionState;
    accounts: (arg: Record<string, never>) => AccountSlots;
    settings: (arg: Record<string, never>) => Settings;
    updates: (arg: Record<string, never>) => UpdateState;
    /** True once: the app is about to quit and waits, for a short time, for `readyToQuit`. */
    quitting: (arg: Record<string, never>) => boolean;
    /** Somebody has followed a link into Matrix outside; it waits for `linkShown`. */
    asked: (arg: Record<string, never>) => AskedLink | null;
  };
};

export const hostStreams = ['session', 'accounts', 'settings', 'updates', 'quitting', 'asked'] as const;

/**
 * What the page's preload puts at `window.latchkey`. Calls never throw across the bridge: they answer a `HostAnswer`.
 * An engine's MessagePort comes by `window.postMessage({type: portMessages.engine, slot}, origin, [port])`, a new one each time that engine
 * starts; the page asks for them all again with `wantEngine()` when it has loaded.
 */
export interface HostBridge {
  /** `slot`: whose call it is; any for what is the app's. */
  call(slot: string, name: keyof typeof hostArgs, arg: unknown): Promise<HostAnswer>;
  /** `slot` is empty for what is the app's. */
  listen(stream: (typeof hostStreams)[number], listener: (value: unknown, slot: string) => void): () => void;
  wantEngine(): void;
}

export type HostAnswer = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: AppError };
