import type { Account } from '../../core/session/account.ts';
import type { EventOf, SessionEvent } from '../../core/session/events.ts';
import type { Attempt } from '../../core/session/states.ts';
import type { AppError } from '../../core/errors.ts';
import type { RefreshToken } from '../../core/ids.ts';
import type { Http } from '../http/http.ts';
import type { RefreshAnswer } from '../signIn/refresh/refreshAnswer.ts';
import { refreshLegacy } from '../signIn/refresh/refreshLegacy.ts';
import { refreshOAuth } from '../signIn/refresh/refreshOAuth.ts';
import type { Tokens } from '../tokens/sealedTokens.ts';
import type { Log } from '../log.ts';
import type { Credentials, RenewedToken } from './credentials.ts';
import type { LostAnswer } from './lostAnswer.ts';

export interface RefreshParts {
  readonly http: Http;
  readonly credentials: Credentials;
  readonly lost: LostAnswer;
  readonly log: Log;
  readonly monotonic: () => number;
  readonly wallClock: () => number;
  readonly toError: (cause: unknown) => AppError;
}

/** Only main refreshes, and never twice at a time (B8): a second refresh would end the first one's token. */
export class Refresher {
  private readonly parts: RefreshParts;
  private readonly send: (event: SessionEvent) => void;
  /** Whose refresh is under way. */
  private running: Account | null = null;
  /** Who asked last hears of the end. */
  private attempt: Attempt = 0;

  constructor(parts: RefreshParts, send: (event: SessionEvent) => void) {
    this.parts = parts;
    this.send = send;
  }

  refresh(account: Account, attempt: Attempt): void {
    this.attempt = attempt;
    // One of an account that has left this place meanwhile is not waited for.
    if (this.running?.slug !== account.slug) this.parts.credentials.awaits(this.run(account));
  }

  private async run(account: Account): Promise<void> {
    this.running = account;
    let event: SessionEvent | null;
    try {
      event = await this.outcome(account);
    } catch (cause) {
      event = this.failed('transient', this.parts.toError(cause));
    }
    if (this.running !== account) return;
    this.running = null;
    if (event) this.send(event);
  }

  private async outcome(account: Account): Promise<SessionEvent | null> {
    const { credentials, monotonic } = this.parts;
    const { tokens, epoch } = credentials;
    if (credentials.unsealed) return this.keep(credentials.unsealed);
    if (!tokens?.refreshToken) return this.failed('refused', { code: 'badCredentials' });
    const askedAt = monotonic();
    const answer = await ask(this.parts.http, account, tokens, tokens.refreshToken);
    // Another account's tokens may be held by now: this answer no longer counts.
    if (credentials.account?.slug !== account.slug) return null;
    // Signing in, or a new password, has put another token into place meanwhile, and may have ended what this answer gives.
    if (credentials.epoch !== epoch) return this.failed('transient', { code: 'cancelled' });
    switch (answer.is) {
      case 'refreshed': {
        const { accessToken, refreshToken, lifetimeMs } = answer;
        return this.keep({ accessToken, refreshToken: refreshToken ?? tokens.refreshToken, lifetimeMs, askedAt });
      }
      case 'refused':
        if (answer.doubtful && credentials.doubt(tokens.refreshToken)) return this.failed('doubted', answer.error);
        await credentials.dropRefreshToken(tokens.refreshToken, answer.byClient ? 'client' : 'session');
        return this.failed(answer.soft ? 'refusedSoftly' : answer.isOver ? 'over' : 'refused', answer.error);
      case 'transient':
        return this.failed('transient', answer.error, answer.retryAfterMs);
    }
  }

  private async keep(token: RenewedToken): Promise<SessionEvent | null> {
    const { credentials, lost, log, wallClock } = this.parts;
    const current = await credentials.renew(token, wallClock());
    // C26: what a refresh token gives was ended by nothing that was sent before.
    if (current && credentials.account)
      await lost.forget(credentials.account.slug, token.askedAt).catch((cause: unknown) => log.fault('forgetting a lost sign-in', cause));
    return current && { type: 'renewed', ...current, unproven: true };
  }

  private failed(is: EventOf<'refreshFailed'>['is'], error: AppError, retryAfterMs: number | null = null): SessionEvent {
    return { type: 'refreshFailed', attempt: this.attempt, is, retryAfterMs, error, now: this.parts.wallClock() };
  }
}

/** By the API that issued the token (H10). */
function ask(http: Http, account: Account, { grant }: Tokens, refreshToken: RefreshToken): Promise<RefreshAnswer> {
  switch (grant.is) {
    case 'login':
      return refreshLegacy(http, account.homeserver, refreshToken);
    case 'oauth':
      return refreshOAuth(http, { tokenEndpoint: grant.tokenEndpoint, clientId: grant.clientId, refreshToken });
  }
}
