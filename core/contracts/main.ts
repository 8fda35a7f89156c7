import type { AppError } from '../errors.ts';
import type { AccessToken, DeviceId, UserId } from '../ids.ts';
import type { TokenVerdict } from '../session/events.ts';
import type { Epoch } from '../session/states.ts';

type Nothing = Record<string, never>;

/** What the engine needs to open its data. */
export interface EngineOpening {
  readonly userId: UserId;
  readonly deviceId: DeviceId;
  /** Base URL without a trailing slash. */
  readonly homeserver: string;
  /** 32 bytes, for `initRustCrypto({storageKey})`; zeroed after use. */
  readonly cryptoStoreKey: Uint8Array;
}

/** What another device of the account handed over when it signed this one in by QR code (MSC4108); unpadded base64. */
export interface HandedSecrets {
  readonly crossSigning: { readonly master: string; readonly selfSigning: string; readonly userSigning: string };
  /** Null: the account has no key backup. */
  readonly backup: { readonly algorithm: string; readonly key: string; readonly version: string } | null;
}

export interface Credentials {
  readonly epoch: Epoch;
  readonly accessToken: AccessToken;
}

/** The engine's gate: `held` while the session is anything but opening or active. */
export type Gate =
  | { readonly is: 'held' }
  /** `retry` false: main found the session alive, so the request whose 401 was judged is not sent again but fails like a 5xx. */
  | { readonly is: 'open'; readonly credentials: Credentials; readonly retry: boolean };

/** engine → main; main serves it. */
export type MainContract = {
  calls: {
    opening: (arg: Nothing) => EngineOpening;
    /** Once: main forgets them with the answer. */
    handedSecrets: (arg: Nothing) => HandedSecrets | null;
    /** The crypto store is open; the device's own keys, unpadded base64. */
    ready: (arg: { ed25519: string; curve25519: string }) => void;
    /** The homeserver has taken the device's own keys: from now on their absence means that the device was deleted (D3, D11). */
    published: (arg: Nothing) => void;
    openFailed: (arg: { error: AppError }) => void;
    /**
     * The crypto module's memory is ahead of its store (K7): this engine is to be ended, and another one started from what is on the disk.
     */
    reopen: (arg: Nothing) => void;
    /** An answer from the homeserver judged by `judgeAnswer`; main decides and moves the gate. Answers at once. */
    tokenJudged: (arg: { epoch: Epoch; verdict: TokenVerdict; path: string }) => void;
    /** The first sync after start or after a gate was opened has been processed. */
    synced: (arg: { epoch: Epoch }) => void;
    /** Sum over rooms, for badge and tray. */
    unread: (arg: { unreadCount: number; mentionCount: number }) => void;
    /** Where an encrypted key file is to be kept, people say in a dialog of main's; the page never sees it. */
    saveKeyFile: (arg: { text: string }) => { saved: boolean };
    /** Named moments for the benchmark, milliseconds of the engine's `performance.timeOrigin + now()`. */
    mark: (arg: { name: string; at: number }) => void;
    /** A line for the log file; must hold no secret and no message text. */
    log: (arg: { level: 'info' | 'warn' | 'error'; text: string }) => void;
  };
  streams: {
    gate: (arg: Nothing) => Gate;
  };
};
