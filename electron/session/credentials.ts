import { InTurn } from '../../core/inTurn.ts';
import type { HandedSecrets } from '../../core/features/session/mainCalls.ts';
import type { Account } from '../../core/session/account.ts';
import type { RefreshToken } from '../../core/ids.ts';
import type { Epoch } from '../../core/session/states.ts';
import type { NewToken } from '../signIn/homeserver.ts';
import type { Durable } from '../disk/durable.ts';
import type { Log } from '../log.ts';
import type { DerivedKeys } from '../vault/keys.ts';
import { saveTokens } from '../tokens/sealedTokens.ts';
import { conceal, retire } from './concealedTokens.ts';
import type { RefreshRefusal, Tokens } from '../tokens/sealedTokens.ts';

/** A token that was issued and when, by a clock that no one can set. */
export interface IssuedToken extends NewToken {
  /** Monotonic milliseconds at which the request was sent. */
  readonly askedAt: number;
}

type Identity = NonNullable<Tokens['identity']>;

interface Holding {
  readonly account: Account;
  readonly keys: DerivedKeys;
  readonly tokensPath: string;
  tokens: Tokens | null;
  identity: Identity | null;
  epoch: Epoch;
  /** Monotonic milliseconds at which the current token ends; null: not announced, or known only by the wall clock. */
  endsAt: number | null;
  next: IssuedToken | null;
  /** For the engine, which takes them once. */
  secrets: HandedSecrets | null;
  /** A refreshed token that is not sealed yet: the disk refused. Asking the server again would spend its successor. */
  unsealed: RenewedToken | null;
  /** A refresh token that was refused once, in words that may not be the server's. */
  doubted: RefreshToken | null;
}

/** What a refresh gave: for the same user and device. */
export interface RenewedToken extends Pick<IssuedToken, 'accessToken' | 'refreshToken' | 'lifetimeMs' | 'askedAt'> {
  readonly refreshToken: RefreshToken;
}

/** The token that is current from now on. */
export interface Current {
  readonly newEpoch: Epoch;
  readonly expiresAt: number | null;
  readonly refreshable: boolean;
}

export interface CredentialsParts {
  readonly durable: Durable;
  readonly log: Log;
  readonly monotonic: () => number;
}

/** The keys and tokens of the account in the memory of main (J7): nobody asks the keychain again while the app runs. */
export class Credentials {
  private held: Holding | null = null;
  private readonly parts: CredentialsParts;
  /** Each made of what the one before left: an older token must not land on a newer. */
  private readonly writes = new InTurn();
  private asking: Promise<unknown> = Promise.resolve();

  constructor(parts: CredentialsParts) {
    this.parts = parts;
  }

  get account(): Account | null {
    return this.held?.account ?? null;
  }

  get keys(): DerivedKeys | null {
    return this.held?.keys ?? null;
  }

  get tokens(): Tokens | null {
    return this.held?.tokens ?? null;
  }

  /** The device's own public keys, where they are known. */
  get identity(): Identity | null {
    return this.held?.identity ?? null;
  }

  get epoch(): Epoch {
    return this.held?.epoch ?? 0;
  }

  get endsAt(): number | null {
    return this.held?.endsAt ?? null;
  }

  get next(): IssuedToken | null {
    return this.held?.next ?? null;
  }

  /** `tokens` null: none could be opened. */
  take(
    account: Account,
    keys: DerivedKeys,
    tokensPath: string,
    tokens: Tokens | null,
    endsAt: number | null,
    secrets: HandedSecrets | null = null,
  ): void {
    if (tokens) conceal(this.parts.log, tokens);
    this.held = {
      account,
      keys,
      tokensPath,
      tokens,
      identity: tokens?.identity ?? null,
      epoch: tokens ? 1 : 0,
      endsAt,
      next: null,
      secrets,
      unsealed: null,
      doubted: null,
    };
  }

  /** In memory only: what is not taken in this run is lost, and the recovery key opens the same. */
  takeSecrets(): HandedSecrets | null {
    const secrets = this.held?.secrets ?? null;
    if (this.held) this.held.secrets = null;
    return secrets;
  }

  setNext(token: IssuedToken | null): void {
    if (token) conceal(this.parts.log, token);
    if (!this.held) return;
    const { userId, deviceId } = this.held.account;
    // One that the account before this one has asked for no longer counts.
    this.held.next = token?.userId === userId && token.deviceId === deviceId ? token : null;
  }

  /** Seals the new token durably, then makes it the current one; the old one is forgotten (C17). */
  async sealNext(now: number): Promise<Current> {
    const held = this.held;
    if (!held?.next) throw new Error('there is no new token to keep');
    const { userId, deviceId, accessToken, refreshToken, grant, lifetimeMs, askedAt } = held.next;
    const expiresAt = this.endOf(lifetimeMs, askedAt, now);
    const { homeserver } = held.account;
    await this.save(held, 'seal new token', () => ({
      userId,
      deviceId,
      homeserver,
      accessToken,
      refreshToken,
      grant,
      lifetimeMs,
      expiresAt,
      identity: held.identity,
    }));
    held.next = null;
    held.unsealed = null;
    return makeCurrent(held, askedAt);
  }

  /** A refreshed token that waits to be sealed. */
  get unsealed(): RenewedToken | null {
    return this.held?.unsealed ?? null;
  }

  /** Seals a refreshed token durably, then makes it the current one (B7). Null: another sign-in has put its own into place meanwhile. */
  async renew(token: RenewedToken, now: number): Promise<Current | null> {
    const held = this.held;
    if (!held?.tokens) return null;
    conceal(this.parts.log, token);
    held.unsealed = token;
    const { epoch } = held;
    const { accessToken, refreshToken, lifetimeMs, askedAt } = token;
    const expiresAt = this.endOf(lifetimeMs, askedAt, now);
    let isOurs = false;
    await this.save(held, 'seal refreshed token', (tokens) => {
      isOurs = tokens !== null && held.epoch === epoch;
      return isOurs && tokens ? { ...tokens, accessToken, refreshToken, lifetimeMs, expiresAt } : tokens;
    });
    if (!isOurs) return null;
    held.unsealed = null;
    return makeCurrent(held, askedAt);
  }

  /** True: this is the first time that it was refused, so that whoami is asked before it is dropped. */
  doubt(refused: RefreshToken): boolean {
    if (!this.held || this.held.doubted === refused) return false;
    this.held.doubted = refused;
    return true;
  }

  /** The refresh token that is worth one more try, when the access token ends. */
  get doubted(): RefreshToken | null {
    return this.held?.doubted ?? null;
  }

  /** The server has refused `refused`; the access token may live on. */
  async dropRefreshToken(refused: RefreshToken, why: RefreshRefusal): Promise<void> {
    const { held } = this;
    if (!held) return;
    held.unsealed = null;
    await this.save(held, 'drop refresh token', (tokens) =>
      tokens?.refreshToken === refused ? { ...tokens, refreshToken: null, refreshRefused: why } : tokens,
    );
  }

  /** Keeps what the device's own keys are, so that a new token can be checked against them while no engine runs (D3). */
  async learnIdentity(identity: Identity): Promise<void> {
    const { held } = this;
    if (!held || (held.identity?.ed25519 === identity.ed25519 && held.identity.published === identity.published)) return;
    // Known in memory first: a sign-in that begins while the disk is busy must see it.
    held.identity = identity;
    await this.save(held, 'seal identity', (tokens) => tokens && { ...tokens, identity });
  }

  forget(): void {
    if (this.held?.tokens) retire(this.parts.log, this.held.tokens, null);
    this.held = null;
  }

  /** A token that the server has been asked for, and will be sealed when this ends. */
  awaits(asking: Promise<unknown>): void {
    this.asking = asking.catch(() => undefined);
  }

  /** Once no refresh is under way, in whatever phase it was begun. */
  async answered(): Promise<void> {
    await this.asking;
  }

  /** Once nothing is being written any more: what is removed then does not come back. */
  async settled(): Promise<void> {
    await this.writes.settled();
  }

  private endOf(lifetimeMs: number | null, askedAt: number, now: number): number | null {
    return lifetimeMs === null ? null : now - (this.parts.monotonic() - askedAt) + lifetimeMs;
  }

  private async save(held: Holding, step: string, change: (tokens: Tokens | null) => Tokens | null): Promise<void> {
    await this.writes.run(async () => {
      // An erase may have come between.
      if (this.held !== held) return;
      const tokens = change(held.tokens);
      if (!tokens || tokens === held.tokens) return;
      await this.parts.durable(step, () => saveTokens(held.tokensPath, tokens, held.keys.tokens));
      if (held.tokens) retire(this.parts.log, held.tokens, tokens);
      held.tokens = tokens;
    });
  }
}

/** The sealed tokens are the account's from now on. */
function makeCurrent(held: Holding, askedAt: number): Current {
  const { tokens } = held;
  if (!tokens) throw new Error('there is no token to use');
  held.epoch += 1;
  held.endsAt = tokens.lifetimeMs === null ? null : askedAt + tokens.lifetimeMs;
  return { newEpoch: held.epoch, expiresAt: tokens.expiresAt, refreshable: tokens.refreshToken !== null };
}
