import type { Delays } from './delays.ts';
import { probe } from './probe.ts';
import type { SignInAgainParts } from './signInAgain.ts';

export interface LookParts extends SignInAgainParts {
  readonly delays: Delays;
}

const againMs = 1_000;
/** At the least between two questions that syncs give rise to. */
const restMs = 60_000;
const rest = 'lost sign-in, after a sync';

/**
 * C26: what became of a sign-in whose answer was lost is asked as soon as the old token's answer can say it, so that a device that is
 * removed after that is known to be. Whoever learns nothing now asks at the next sync, or the next look at an expired session.
 */
export function lookAfterLost(parts: LookParts): void {
  const { lost, credentials, delays, log, record } = parts;
  const { account } = credentials;
  if (!account || !record.of(account.slug)?.loginSent || delays.isSet(name)) return;
  const { countsIn } = lost;
  delays.set(name, countsIn ?? againMs, () => {
    if (credentials.account !== account || lost.countsIn !== 0) return lookAfterLost(parts);
    // The verdict itself is the machine's to find out.
    probe(parts, account).catch((cause: unknown) => log.fault('looking for a lost sign-in', cause));
  });
}

const name = 'lost sign-in';

/** A sync has been answered. */
export function lookAfterSync(parts: LookParts): void {
  const { account } = parts.credentials;
  if (!account || !parts.record.of(account.slug)?.loginSent || parts.delays.isSet(rest)) return;
  parts.delays.set(rest, restMs, () => undefined);
  lookAfterLost(parts);
}
