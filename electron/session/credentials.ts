import type { Account } from '../../core/session/account.ts';
import type { Epoch } from '../../core/session/states.ts';
import type { NewToken } from '../auth/homeserver.ts';
import type { Durable } from '../durable.ts';
import type { Log } from '../log.ts';
import type { DerivedKeys } from '../vault/keys.ts';
import { saveTokens } from '../vault/sealedTokens.ts';
import type { Tokens } from '../vault/sealedTokens.ts';

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
}

export interface CredentialsOptions {
  readonly durable: Durable;
  readonly log: Log;
  readonly monotonic: () => number;
}

/** The keys and tokens of the account in the memory of main (J7): nobody asks the keychain again while the app runs. */
export class Credentials {
  private held: Holding | null = null;
  private readonly options: CredentialsOptions;
  private saving: Promise<unknown> = Promise.resolve();

  constructor(options: CredentialsOptions) {
    this.options = options;
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
  take(account: Account, keys: DerivedKeys, tokensPath: string, tokens: Tokens | null, endsAt: number | null): void {
    if (tokens) this.options.log.conceal(tokens.accessToken);
    this.held = { account, keys, tokensPath, tokens, identity: tokens?.identity ?? null, epoch: tokens ? 1 : 0, endsAt, next: null };
  }

  setNext(token: IssuedToken | null): void {
    if (token) this.options.log.conceal(token.accessToken);
    if (this.held) this.held.next = token;
  }

  /** Seals the new token durably, then makes it the current one; the old one is forgotten (C17). */
  async keepNext(now: number): Promise<{ epoch: Epoch; expiresAt: number | null }> {
    const held = this.held;
    if (!held?.next) throw new Error('there is no new token to keep');
    const { userId, deviceId, accessToken, lifetimeMs, askedAt } = held.next;
    const age = this.options.monotonic() - askedAt;
    const expiresAt = lifetimeMs === null ? null : now - age + lifetimeMs;
    const tokens: Tokens = { userId, deviceId, homeserver: held.account.homeserver, accessToken, expiresAt, lifetimeMs, identity: held.identity };
    await this.save(held, 'seal new token', tokens);
    held.tokens = tokens;
    held.next = null;
    held.epoch += 1;
    held.endsAt = lifetimeMs === null ? null : askedAt + lifetimeMs;
    return { epoch: held.epoch, expiresAt };
  }

  /** Keeps what the device's own keys are, so that a new token can be checked against them while no engine runs (D3). */
  async learnIdentity(identity: Identity): Promise<void> {
    const { held } = this;
    if (!held || (held.identity?.ed25519 === identity.ed25519 && held.identity.published === identity.published)) return;
    // Known in memory first: a sign-in that begins while the disk is busy must see it.
    held.identity = identity;
    if (!held.tokens) return;
    held.tokens = { ...held.tokens, identity };
    await this.save(held, 'seal identity', held.tokens);
  }

  forget(): void {
    this.held = null;
  }

  /** Once nothing is being written any more: what is removed then does not come back. */
  async settled(): Promise<void> {
    await this.saving.catch(() => undefined);
  }

  /** One write at a time, or an older one could land on a newer. */
  private async save(held: Holding, step: string, tokens: Tokens): Promise<void> {
    const before = this.saving;
    const run = async (): Promise<void> => {
      await before.catch(() => undefined);
      // An erase may have come between.
      if (this.held === held) await this.options.durable(step, () => saveTokens(held.tokensPath, tokens, held.keys.tokens));
    };
    this.saving = run();
    await this.saving;
  }
}
