import { Failure } from '../../core/errors.ts';
import type { AppError } from '../../core/errors.ts';
import type { Password } from '../../core/ids.ts';
import type { Account } from '../../core/session/account.ts';
import type { HttpAnswer } from '../http/http.ts';
import { isEmptyObject } from '../http/success.ts';
import { lookAfterLost } from '../session/lookAfterLost.ts';
import type { LookParts } from '../session/lookAfterLost.ts';
import { confirm, login } from '../session/signInAgain.ts';
import type { GuardedRequest } from './confirmer.ts';
import { MetA401 } from './metA401.ts';
import { isRunning, whileGateHeld } from './whileGateHeld.ts';
import type { GateHeldParts } from './whileGateHeld.ts';

export interface PasswordChangeParts extends LookParts, GateHeldParts {
  readonly toError: (cause: unknown) => AppError;
  readonly wait: (ms: number) => Promise<void>;
}

/** A number: later, at the earliest after so many milliseconds. `over`: somebody else has taken care of it, or nothing can be done. */
type Renewal = 'renewed' | 'over' | number;

const waits = [1_000, 3_000, 10_000, 30_000, 60_000];
const longestWaitMs = 60_000;
const underWayMs = 1_000;

/**
 * F5. Servers may end the caller's own tokens with its password (Synapse does where there is a refresh token), although the device and
 * its keys stay. So it is written down that the old token's end says nothing, and a new token is asked for at once with the new password.
 */
export function passwordChange(
  parts: PasswordChangeParts,
  account: Account,
  newPassword: Password,
  signOutOthers: boolean,
): GuardedRequest {
  let renewal: Renewal = 0;
  const renewNow = async (): Promise<void> => {
    if (renewal !== 'renewed') renewal = await whileGateHeld(parts, () => renew(parts, account, newPassword));
  };
  return {
    path: '/v3/account/password',
    isSuccess: isEmptyObject,
    body: { new_password: newPassword, logout_devices: signOutOthers },
    sending: (send) => marked(parts, account, () => whileGateHeld(parts, send)),
    wasDone: async () => {
      await renewNow();
      return renewal === 'renewed';
    },
    done: async () => {
      await renewNow();
      if (typeof renewal !== 'number') return lookAgain(parts);
      parts.lost.notReplaced();
      // Nothing is lost meanwhile: the old token works on, or the session ends softly.
      void renewLater(parts, account, newPassword, renewal)
        .catch((cause: unknown) => parts.log.fault('signing in after a changed password', cause))
        .finally(() => lookAgain(parts));
    },
  };
}

/** Durable before it is sent; taken back where the server refused. */
async function marked(parts: PasswordChangeParts, { slug }: Account, send: () => Promise<HttpAnswer>): Promise<HttpAnswer> {
  const kind = parts.credentials.tokens?.refreshToken ? 'passwordSent' : 'loginSent';
  let isDone = false;
  try {
    return await parts.lost.around(slug, kind, async ({ sent, refused, unanswered }) => {
      await sent();
      try {
        const answer = await send();
        isDone = answer.status === 200 && isEmptyObject(answer.json);
        if (isRefusal(answer)) await refused();
        else if (!isDone) unanswered();
        return answer;
      } catch (cause) {
        // Never sent: the token's end says what it always says. A 401 may stand in the place of the answer to a change that was made.
        if (cause instanceof Failure && !(cause instanceof MetA401) && cause.error.code === 'sessionPaused') await refused();
        throw cause;
      }
    });
  } finally {
    if (!isDone) lookAgain(parts);
  }
}

/** In the server's own words. Any other 4xx may stand in the place of the answer to a change that was made. */
function isRefusal({ status, json }: HttpAnswer): boolean {
  if (status < 400 || status >= 500 || typeof json !== 'object' || json === null) return false;
  return ('errcode' in json && typeof json.errcode === 'string') || ('flows' in json && Array.isArray(json.flows));
}

/**
 * C26: whether the old token was ended, which only a refresh token can tell where there is one: Synapse ends both, and knows the access
 * token for a while all the same.
 */
function lookAgain(parts: PasswordChangeParts): void {
  const { credentials, runner, record, delays, lost } = parts;
  const { account } = credentials;
  lookAfterLost(parts);
  if (!account || !record.of(account.slug)?.passwordSent) return;
  delays.set('lost password change', lost.countsIn ?? underWayMs, () => {
    if (credentials.account !== account) return;
    if (lost.countsIn !== 0) return lookAgain(parts);
    if (isRunning(runner)) runner.send({ type: 'refreshDue', epoch: credentials.epoch });
  });
}

async function renew(parts: PasswordChangeParts, account: Account, password: Password): Promise<Renewal> {
  const { credentials, runner, lost } = parts;
  // Where people sign in again by themselves, there is no second one beside it.
  if (credentials.account?.slug !== account.slug || runner.state.phase === 'resuming') return 'over';
  try {
    await login(parts, account, password);
    if ((await confirm(parts, account)) !== 'confirmed') {
      // The machine finds out by itself when the old token ends: signing in again looks for the keys (D3).
      credentials.setNext(null);
      return 'over';
    }
    runner.send({ type: 'renewed', ...(await credentials.sealNext(parts.wallClock())), unproven: false });
    await lost.forget(account.slug);
    return 'renewed';
  } catch (cause) {
    const error = parts.toError(cause);
    parts.log.write('warn', `signing in after a changed password: ${error.code}`);
    if (error.code === 'badCredentials' || error.code === 'wrongAccount' || error.code === 'wrongDevice') return 'over';
    return error.code === 'rateLimited' ? error.retryAfterMs : 0;
  }
}

async function renewLater(parts: PasswordChangeParts, account: Account, password: Password, first: number): Promise<void> {
  const { epoch } = parts.credentials;
  let least = first;
  for (let tries = 0; ; tries += 1) {
    await parts.wait(Math.max(least, waits[Math.min(tries, waits.length - 1)] ?? longestWaitMs));
    if (parts.credentials.epoch !== epoch || !isRunning(parts.runner)) return;
    const outcome = await renew(parts, account, password);
    if (typeof outcome !== 'number') return;
    least = outcome;
  }
}
