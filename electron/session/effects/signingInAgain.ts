import type { DeviceCode } from '../../../core/session/method.ts';
import type { Attempt } from '../../../core/session/states.ts';
import { askForToken } from '../../signIn/askForToken.ts';
import { endSession } from '../../signIn/endSession.ts';
import { lookAfterLost } from '../lookAfterLost.ts';
import { confirm, loginBy } from '../signInAgain.ts';
import type { Ask } from '../signInAgain.ts';
import type { EffectOf, Send } from '../sessionRunner.ts';
import { inBackground } from './effectParts.ts';
import type { EffectParts, UnderWay } from './effectParts.ts';

/** Signing in again on the same device, step by step. */
export function signingInAgain(parts: EffectParts, send: Send, underWay: UnderWay) {
  const { credentials, wallClock } = parts;
  let asking: Promise<void> = Promise.resolve();

  /** Reports a failed step. */
  const orFailed = (attempt: Attempt, work: () => Promise<void>): void => {
    void work().catch((cause: unknown) => {
      send({ type: 'signInAgainFailed', attempt, error: parts.toError(cause) });
      lookAfterLost(parts);
    });
  };

  return {
    login: ({ account, attempt, method }: EffectOf<'login'>) =>
      orFailed(attempt, async () => {
        const { userId: user, homeserver: baseUrl } = account;
        const password = parts.passwords.take();
        const { signal } = begin(underWay, attempt);
        const onBrowser = (code: DeviceCode | null): void => send({ type: 'browserOpened', attempt, code });
        const question = { baseUrl, method, user, password, again: account, deviceName: null, signal, onBrowser };
        const ask: Ask = (beforeIssue) => askForToken(parts, { ...question, beforeIssue });
        // One after the other: where a new token ends the one before, an abandoned request that came last would end ours.
        const asked = asking.then(() => loginBy(parts, account, ask));
        asking = asked.catch(() => undefined);
        await asked.finally(() => underWay.delete(attempt));
        send({ type: 'answered', attempt });
      }),
    confirm: ({ account, attempt }: EffectOf<'confirm'>) =>
      orFailed(attempt, async () => {
        const outcome = await confirm(parts, account);
        send(outcome === 'confirmed' ? { type: 'confirmed', attempt } : { type: 'deviceReplaced', attempt, now: wallClock() });
      }),
    keep: ({ attempt }: EffectOf<'keep'>) =>
      orFailed(attempt, async () => {
        const current = await credentials.sealNext(wallClock());
        parts.lost.replaced();
        send({ type: 'resumed', attempt, ...current });
      }),
    discardNewToken: ({ account }: EffectOf<'discardNewToken'>) => {
      const { next } = credentials;
      credentials.setNext(null);
      if (next) inBackground(parts, 'discarding a token', () => endSession(parts.http, account.homeserver, next));
    },
  };
}

function begin(underWay: UnderWay, attempt: Attempt): AbortController {
  const abort = new AbortController();
  underWay.set(attempt, abort);
  return abort;
}
