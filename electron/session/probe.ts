import type { Account } from '../../core/session/account.ts';
import type { TokenVerdict } from '../../core/session/events.ts';
import type { Http } from '../http/http.ts';
import type { Log } from '../log.ts';
import { homeserverAt } from '../signIn/homeserver.ts';
import type { Homeserver } from '../signIn/homeserver.ts';
import type { Credentials } from './credentials.ts';
import type { LostAnswer } from './lostAnswer.ts';

export interface ProbeParts {
  readonly http: Http;
  readonly log: Log;
  readonly credentials: Credentials;
  readonly lost: LostAnswer;
  readonly monotonic: () => number;
  readonly wallClock: () => number;
}

/** What whoami says of the current token; rejects where there was no answer. */
export async function probe(parts: ProbeParts, account: Account): Promise<TokenVerdict> {
  const { http, credentials, lost, monotonic } = parts;
  const { slug } = account;
  const token = credentials.tokens?.accessToken;
  if (token === undefined) return { is: 'soft' };
  const homeserver = homeserverAt(http, account.homeserver);
  const askedAt = monotonic();
  const { verdict, userId, deviceId } = await homeserver.whoami(token);
  const isOurs = userId === account.userId && deviceId === account.deviceId;
  switch (verdict.is) {
    case 'hard':
      if (isExpiry(parts)) return { is: 'soft', unclear: true };
      return lost.isRemembered(slug) ? ofSuperseded(parts, homeserver) : verdict;
    case 'alive':
      // An answer about somebody else says nothing about us.
      if (!isOurs) return { is: 'noAnswer', error: { code: 'serverFailing', status: 200 } };
      break;
    case 'soft':
    case 'locked':
      break;
    case 'noAnswer':
      return verdict;
  }
  await lost.disproved(slug, askedAt).catch((cause: unknown) => parts.log.fault('writing down that no sign-in was lost', cause));
  return verdict;
}

/**
 * I21: with delegated authentication Synapse calls hard what is only the announced end of a token. Whether the device was removed as well
 * nothing but signing in again can tell, so it is said to be unclear.
 */
function isExpiry({ credentials, monotonic, wallClock }: ProbeParts): boolean {
  const { tokens, endsAt } = credentials;
  if (tokens?.grant.is !== 'oauth' || tokens.refreshToken !== null) return false;
  switch (tokens.refreshRefused) {
    case 'session':
      return false;
    case 'client':
      return true;
    case undefined:
      break;
  }
  const { expiresAt, lifetimeMs } = tokens;
  if (endsAt !== null) return monotonic() >= endsAt;
  if (expiresAt === null) return false;
  // By a clock that says it is before the token was issued, nothing can be told (K6).
  return wallClock() >= expiresAt || wallClock() < expiresAt - (lifetimeMs ?? Infinity);
}

/**
 * A sign-in whose answer was lost may have taken this token's place, so its end says nothing about the device. The token that was
 * given instead does, if it is known; else signing in again finds out (C26, D3).
 */
async function ofSuperseded({ lost, credentials: { next } }: ProbeParts, homeserver: Homeserver): Promise<TokenVerdict> {
  // A request that is still at work may end the newer one as well (N-1).
  if (!next || lost.countsIn !== 0) return { is: 'soft', unclear: true };
  const { verdict } = await homeserver.whoami(next.accessToken);
  if (verdict.is === 'noAnswer') return { is: 'soft', unclear: true };
  return verdict.is === 'hard' ? verdict : { is: 'soft' };
}
