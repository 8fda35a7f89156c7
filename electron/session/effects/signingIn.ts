import type { Attempt } from '../../../core/session/states.ts';
import type { Effects, Send } from '../sessionRunner.ts';
import { dropPendingKey } from '../keepAccount.ts';
import { signIn } from '../signIn.ts';
import type { SignInRequest } from '../signIn.ts';
import { inBackground } from './effectParts.ts';
import type { EffectParts, UnderWay } from './effectParts.ts';

/** Signing in on a new device. */
export function signingIn(parts: EffectParts, send: Send, underWay: UnderWay): Effects['signIn'] {
  async function signInNow(attempt: Attempt, request: SignInRequest): Promise<void> {
    try {
      const { account, keys, tokens, endsAt, secrets } = await signIn(parts, request);
      parts.credentials.take(account, keys, parts.profile.account(account.slug).tokens, tokens, endsAt, secrets);
      send({ type: 'signedIn', attempt, account, expiresAt: tokens.expiresAt, refreshable: tokens.refreshToken !== null });
      inBackground(parts, 'pending key', () => dropPendingKey(parts, account.slug));
    } catch (cause) {
      send({ type: 'signInFailed', attempt, error: parts.toError(cause) });
    } finally {
      underWay.delete(attempt);
    }
  }

  return ({ attempt, homeserver, username, method }) => {
    const abort = new AbortController();
    underWay.set(attempt, abort);
    void signInNow(attempt, {
      homeserver,
      username,
      method,
      password: parts.passwords.take(),
      signal: abort.signal,
      onBrowser: (code) => send({ type: 'browserOpened', attempt, code }),
      onQr: (qr) => send({ type: 'qrStepped', attempt, qr }),
      onKeeping: () => send({ type: 'signInKeeping', attempt }),
    });
  };
}
