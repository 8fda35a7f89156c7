import { z } from 'zod';
import { takes } from '../../declare/declare.ts';
import { cut, nothing } from '../../declare/mainShapes.ts';
import type { AccessToken, DeviceId, UserId } from '../../ids.ts';
import { readError } from '../../readError.ts';
import type { TokenVerdict } from '../../session/events.ts';
import type { Epoch } from '../../session/states.ts';

/** What the engine needs to open its data. */
export interface EngineOpening {
  readonly userId: UserId;
  readonly deviceId: DeviceId;
  /** Base URL without a trailing slash. */
  readonly homeserver: string;
  /** 32 bytes, for `initRustCrypto({storageKey})`; zeroed after use. */
  readonly cryptoStoreKey: Uint8Array;
  /** For tests: after each sync, whether the history is what the SDK's timelines are. */
  readonly comparesHistory: boolean;
}

/** What another device of the account handed over when it signed this one in by QR code (MSC4108); unpadded base64. */
export interface HandedSecrets {
  readonly crossSigning: { readonly master: string; readonly selfSigning: string; readonly userSigning: string };
  /** Null: the account has no key backup. */
  readonly backup: { readonly algorithm: string; readonly key: string; readonly version: string } | null;
}

/** The token in force, with the number that tells it from those before. */
export interface CurrentToken {
  readonly epoch: Epoch;
  readonly accessToken: AccessToken;
}

/** The engine's gate: `held` while the session is anything but opening or active. */
export type Gate =
  | { readonly is: 'held' }
  /** `retry` false: main found the session alive, so the request whose 401 was judged is not sent again but fails like a 5xx. */
  | { readonly is: 'open'; readonly credentials: CurrentToken; readonly retry: boolean };

const error = z.unknown().transform(readError);
const epoch = z.number().int().min(0);
/** 32 bytes in unpadded base64. */
const ownKey = z.string().regex(/^[A-Za-z0-9+/]{43}$/);

const verdict = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('alive') }),
  z.strictObject({ is: z.literal('soft') }),
  z.strictObject({ is: z.literal('hard') }),
  z.strictObject({ is: z.literal('locked'), message: cut(2_000) }),
  z.strictObject({ is: z.literal('noAnswer'), error }),
]) satisfies z.ZodType<TokenVerdict>;

/** How an engine opens an account's data, and what it learns of its session. */
export const engineSessionOffer = {
  calls: {
    opening: takes(nothing).gives<EngineOpening>(),
    /** Once: main forgets them with the answer. */
    handedSecrets: takes(nothing).gives<HandedSecrets | null>(),
    /** The crypto store is open; the device's own keys, unpadded base64. */
    ready: takes(z.strictObject({ ed25519: ownKey, curve25519: ownKey })).gives<void>(),
    /** The homeserver has taken the device's own keys: from now on their absence means that the device was deleted (D3, D11). */
    published: takes(nothing).gives<void>(),
    openFailed: takes(z.strictObject({ error })).gives<void>(),
    /**
     * The crypto module's memory is ahead of its store (K7): this engine is to be ended, and another one started from what is on the disk.
     */
    reopen: takes(nothing).gives<void>(),
    /** An answer from the homeserver judged by `judgeAnswer`; main decides and moves the gate. Returns at once. */
    tokenJudged: takes(z.strictObject({ epoch, verdict, path: cut(4_096) })).gives<void>(),
    /** The first sync after start or after a gate was opened has been processed. */
    synced: takes(z.strictObject({ epoch })).gives<void>(),
  },
  streams: { gate: takes(nothing).gives<Gate>() },
};
