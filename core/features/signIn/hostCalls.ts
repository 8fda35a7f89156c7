import { z } from 'zod';
import { takes } from '../../declare/declare.ts';
import { nothing, password, shortText } from '../../declare/mainShapes.ts';
import type { AppError } from '../../errors.ts';
import type { SignInFlow } from './signInFlows.ts';

/** What discovery found behind what was typed into "Homeserver". */
export type ServerLookup =
  | { readonly is: 'found'; readonly baseUrl: string; readonly serverName: string; readonly flows: readonly SignInFlow[] }
  | { readonly is: 'failed'; readonly error: AppError };

const browserMethods = [
  z.strictObject({ is: z.literal('sso'), provider: z.string().min(1).max(255).nullable() }),
  z.strictObject({ is: z.literal('oauth'), create: z.literal(true).optional() }),
  z.strictObject({ is: z.literal('deviceCode') }),
] as const;
/** The same device never signs in by QR code (I20). */
const againMethod = z.discriminatedUnion('is', browserMethods);
const newDeviceMethod = z.discriminatedUnion('is', [...browserMethods, z.strictObject({ is: z.literal('qr') })]);
const place = { homeserver: shortText, username: shortText };

/** Signing in, for the first time and again, by whatever way. */
export const signInOffer = {
  calls: {
    /** While there is a sign-in form, when somebody has typed. */
    lookUpServer: takes(z.strictObject({ text: shortText })).gives<ServerLookup>(),
    signIn: takes(z.strictObject({ ...place, password })).gives<void>(),
    signInAgain: takes(z.strictObject({ password })).gives<void>(),
    /** By the system browser, or by a code. `username` may be empty; it only stays in the form. */
    signInWith: takes(z.strictObject({ ...place, method: newDeviceMethod })).gives<void>(),
    signInAgainWith: takes(z.strictObject({ method: againMethod })).gives<void>(),
    /** The two digits that the other device shows (MSC4108). */
    enterCheckCode: takes(z.strictObject({ digits: z.string().regex(/^\d{2}$/) })).gives<void>(),
    /** What the account's server offers now, for signing in again (C4). */
    signInFlows: takes(nothing).gives<readonly SignInFlow[]>(),
    /** What the account was signed in with, as long as its server has not answered. */
    usualFlows: takes(nothing).gives<readonly SignInFlow[]>(),
    /** The page of the sign-in under way, once more. */
    openBrowserAgain: takes(nothing).gives<void>(),
    copyBrowserLink: takes(nothing).gives<void>(),
    /** Stops a sign-in under way. */
    cancel: takes(nothing).gives<void>(),
  },
  streams: {},
};
