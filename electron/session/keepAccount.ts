import { Failure } from '../../core/errors.ts';
import type { HandedSecrets } from '../../core/features/session/mainCalls.ts';
import type { Account } from '../../core/session/account.ts';
import { removeDurably } from '../disk/writeDurably.ts';
import type { Durable } from '../disk/durable.ts';
import type { EntryHold } from '../erase/keyEraser.ts';
import type { Log } from '../log.ts';
import type { Profile } from '../profile/profile.ts';
import type { SessionRecord } from '../record/sessionRecord.ts';
import type { GivenToken } from '../signIn/askForToken.ts';
import type { Device } from '../signIn/tokenOwner.ts';
import { saveTokens } from '../tokens/sealedTokens.ts';
import type { Tokens } from '../tokens/sealedTokens.ts';
import { pendingAccount, writeEntry, writePending } from '../vault/entry.ts';
import type { VaultEntry } from '../vault/entry.ts';
import { deriveKeys } from '../vault/keys.ts';
import type { DerivedKeys } from '../vault/keys.ts';
import { writeError } from '../vault/vault.ts';
import type { Vault, VaultChange } from '../vault/vault.ts';

/** What keeping an account needs. */
export interface KeepParts {
  readonly vault: Vault;
  readonly profile: Profile;
  readonly record: SessionRecord;
  readonly durable: Durable;
  readonly log: Log;
  readonly monotonic: () => number;
  readonly wallClock: () => number;
  /** Around the writing of an account's final keychain entry: an erase that still waits for this name's old entry is done by it. */
  readonly holdEntry: (vaultAccount: string) => Promise<EntryHold>;
}

/** A sign-in that has begun: its place, and the key that its data will be sealed with. */
export interface Pending {
  readonly slug: string;
  readonly rootKey: Buffer;
}

export interface SignedIn {
  readonly account: Account;
  readonly keys: DerivedKeys;
  readonly tokens: Tokens;
  /** Monotonic milliseconds; null: no end was announced. */
  readonly endsAt: number | null;
  /** Where it was a sign-in by QR code; else null. */
  readonly secrets: HandedSecrets | null;
}

/** Nothing is asked of the server before the keychain has shown that it keeps things (J5, J8). */
export async function beginKeeping({ vault, record, durable }: KeepParts, slug: string, rootKey: Buffer): Promise<void> {
  const usable = await vault.check();
  if (usable.is !== 'done') throw new Failure(writeError(usable));
  await record.put('record sign-in', { slug, phase: 'signingIn', account: null, expiredSince: null, keyCheck: null, pendingKey: true });
  const written = await durable('pending key', () => vault.write(pendingAccount(slug), writePending(rootKey)));
  if (written.is !== 'done') throw new Failure(writeError(written));
}

/** Everything that a new token needs to outlive this run, in an order in which a crash loses nothing. */
export async function keepAccount(
  parts: KeepParts,
  token: GivenToken & Device,
  baseUrl: string,
  { slug, rootKey }: Pending,
): Promise<SignedIn> {
  const { userId, deviceId, accessToken, refreshToken, grant, lifetimeMs, askedAt } = token;
  const keys = deriveKeys(rootKey);
  const expiresAt = lifetimeMs === null ? null : parts.wallClock() - (parts.monotonic() - askedAt) + lifetimeMs;
  const tokens: Tokens = { userId, deviceId, homeserver: baseUrl, accessToken, refreshToken, grant, expiresAt, lifetimeMs, identity: null };
  const paths = parts.profile.account(slug);
  await parts.durable('seal tokens', () => saveTokens(paths.tokens, tokens, keys.tokens));
  const account = await finishSignIn(parts, slug, rootKey, tokens);
  return { account, keys, tokens, endsAt: lifetimeMs === null ? null : askedAt + lifetimeMs, secrets: token.secrets ?? null };
}

/** The last steps, also after a crash: the tokens are sealed, so they say whose account it is. */
export async function finishSignIn(parts: KeepParts, slug: string, rootKey: Buffer, tokens: Tokens): Promise<Account> {
  const { userId, deviceId, homeserver } = tokens;
  const account: Account = { userId, deviceId, homeserver, slug };
  await writeFinalEntry(parts, { userId, deviceId, homeserver, rootKey });
  try {
    await parts.record.put('record signed in', {
      slug,
      phase: 'signedIn',
      account,
      expiredSince: null,
      keyCheck: deriveKeys(rootKey).check,
      pendingKey: true,
    });
  } catch (cause) {
    await parts.vault.remove(userId);
    throw cause;
  }
  return account;
}

/**
 * The old entry of that name stays an erase's business until the new one stands in its place: a crash or a keychain that refuses must not
 * make it nobody's.
 */
async function writeFinalEntry({ holdEntry, vault, durable }: KeepParts, entry: VaultEntry): Promise<void> {
  const held = await holdEntry(entry.userId);
  let written: VaultChange | null = null;
  try {
    written = await durable('vault entry', () => vault.write(entry.userId, writeEntry(entry)));
  } finally {
    if (written?.is !== 'done') held.release();
  }
  if (written.is !== 'done') throw new Failure(writeError(written));
  try {
    await held.written();
  } catch (cause) {
    await vault.remove(entry.userId);
    throw cause;
  }
}

/** The transient key is no longer needed; off the way of whoever waits for the first screen. */
export async function dropPendingKey(
  { vault, record, durable }: Pick<KeepParts, 'vault' | 'record' | 'durable'>,
  slug: string,
): Promise<void> {
  const removed = await durable('drop pending key', () => vault.remove(pendingAccount(slug)));
  if (removed.is === 'done') await record.change('record pending key gone', slug, { pendingKey: false });
}

/** A sign-in that cannot be finished leaves nothing; the record stays until the transient key is gone. */
export async function undoSignIn(parts: Pick<KeepParts, 'vault' | 'record' | 'durable' | 'profile'>, slug: string): Promise<void> {
  const entry = parts.record.of(slug);
  if (!entry) return;
  await parts.durable('undo folder', () => removeDurably(parts.profile.account(slug).folder));
  const removed = await parts.durable('undo pending key', () => parts.vault.remove(pendingAccount(slug)));
  if (removed.is === 'done') await parts.record.drop('undo record', slug);
}
