import { z } from 'zod';
import type { AppError } from '../errors.ts';
import type { SessionState } from '../session/states.ts';

/** Kept in the profile, tied to no session, never secret (E2). */
export const settingsShape = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']),
  hideWhileSignedOut: z.boolean(),
  /** Widths in CSS pixels. */
  roomsWidth: z.number().int().min(200).max(400),
  roomsCollapsed: z.boolean(),
  /** 1 = 100 %. */
  zoom: z.number().min(0.5).max(3),
});
export type Settings = z.infer<typeof settingsShape>;

/** What discovery found behind what was typed into "Homeserver". */
export type ServerLookup =
  | { readonly is: 'found'; readonly baseUrl: string; readonly serverName: string; readonly flows: readonly string[] }
  | { readonly is: 'failed'; readonly error: AppError };

const nothing = z.strictObject({});
const shortText = z.string().max(512);

/** The arguments of every call of the page to main, parsed by main. One line and one handler each. */
export const hostArgs = {
  lookUpServer: z.strictObject({ text: shortText }),
  signIn: z.strictObject({ homeserver: shortText, username: shortText, password: z.string().min(1).max(4096) }),
  signInAgain: z.strictObject({ password: z.string().min(1).max(4096) }),
  /** Stops a sign-in under way. */
  cancel: nothing,
  signOut: nothing,
  eraseAnyway: nothing,
  /** For data that cannot be opened: destroys it (J3, J6). */
  startOver: nothing,
  /** Unlock and retry; try again. */
  retry: nothing,
  /** From the notice after an erase to sign-in. */
  readNotice: nothing,
  quit: nothing,
  putSettings: settingsShape,
  /** http, https or mailto only; opens in the system browser. */
  openLink: z.strictObject({ url: z.string().max(4096) }),
  copyText: z.strictObject({ text: z.string().max(100_000) }),
  /** A named moment of the page for the benchmark; `at` = performance.timeOrigin + performance.now(), ms. */
  mark: z.strictObject({ name: z.string().max(64), at: z.number() }),
  /** What was unsaved has been kept, after `quitting`. */
  readyToQuit: nothing,
  /** An error of the page for the log; no message text. */
  report: z.strictObject({ text: z.string().max(8192) }),
} as const;

interface HostResults {
  lookUpServer: ServerLookup;
}

/** page → main `host`, over contextBridge. */
export type HostContract = {
  calls: {
    [K in keyof typeof hostArgs]: (arg: z.infer<(typeof hostArgs)[K]>) => K extends keyof HostResults ? HostResults[K] : void;
  };
  streams: {
    session: (arg: Record<string, never>) => SessionState;
    settings: (arg: Record<string, never>) => Settings;
    /** True once: the app is about to quit and waits, for a short time, for `readyToQuit`. */
    quitting: (arg: Record<string, never>) => boolean;
  };
};

export const hostStreams = ['session', 'settings', 'quitting'] as const;

/**
 * What the page's preload puts at `window.latchkey`. Calls never throw across the bridge: they answer a `HostAnswer`.
 * The engine's MessagePort comes by `window.postMessage({type: 'latchkey:engine'}, origin, [port])`, a new one each time the engine starts;
 * the page asks for it again with `wantEngine()` when it has loaded.
 */
export interface HostBridge {
  call(name: keyof typeof hostArgs, arg: unknown): Promise<HostAnswer>;
  listen(stream: (typeof hostStreams)[number], listener: (value: unknown) => void): () => void;
  wantEngine(): void;
}

export type HostAnswer = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: AppError };
export const enginePortMessage = 'latchkey:engine';
