import { backoff } from '../backoff.ts';

/** Between two probes of a session that waits for people: at most one a minute (C2). */
export const expiredProbeMs = 60_000;
/** Between two looks whether an account is still locked (G2). */
export const lockedProbeMs = 30_000;
/** Between two looks at a keychain that does not answer (J4). */
export const keychainRetryMs = 2_000;
/** Between two answers of whoami that everything is destroyed upon: a worker that lags behind has caught up by then (ADR 0011). */
export const secondLookMs = 2_000;
/** At most, until whoami is asked again where one answer says that all is destroyed, and the second look had none. */
export const lookAgainMs = 10_000;
/**
 * The longest that a rate limit puts off a look at a session: something in between may ask for a day, and a remote wipe would wait for it
 * (E10).
 */
export const longestLimitMs = 600_000;
/**
 * I12: a homeserver remembers for two minutes what it was told of a token (Synapse), and removes the device when the authorisation server
 * gets round to it. Until it must have asked again its 200 says nothing.
 */
export const ending = { looks: 15, everyMs: 10_000 };

/** How long to wait before a 401 is asked about again, or a refresh tried again. `tries` counts from 0. */
export const retryDelayMs = (tries: number): number => backoff(1_000, 60_000, tries);

/** The same for a session whose every token is rejected (I9). */
export const rejectedDelayMs = (tries: number): number => backoff(2_000, 300_000, tries);
