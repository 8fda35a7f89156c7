import { Failure } from '../../core/errors.ts';
import type { AppError } from '../../core/errors.ts';
import type { HandedSecrets } from '../../core/features/session/mainCalls.ts';
import type { Password } from '../../core/ids.ts';
import type { Account } from '../../core/session/account.ts';
import type { SignInFlow } from '../../core/features/signIn/signInFlows.ts';
import type { DeviceCode, QrStep, SignInMethod } from '../../core/session/method.ts';
import { askForToken } from '../signIn/askForToken.ts';
import type { GivenToken, TokenParts } from '../signIn/askForToken.ts';
import { discover } from '../signIn/discovery.ts';
import type { FoundServer } from '../signIn/discovery.ts';
import { confirmedBaseUrl } from '../signIn/confirmedBaseUrl.ts';
import type { Device } from '../signIn/tokenOwner.ts';
import { removeDurably } from '../disk/writeDurably.ts';
import type { Durable } from '../disk/durable.ts';
import type { Log } from '../log.ts';
import { newSlug } from '../profile/profile.ts';
import type { Profile } from '../profile/profile.ts';
import type { EntryHold } from '../erase/keyEraser.ts';
import { newRootKey, pendingAccount, writeEntry, writePending } from '../vault/entry.ts';
import type { VaultEntry } from '../vault/entry.ts';
import { deriveKeys } from '../vault/keys.ts';
import type { DerivedKeys } from '../vault/keys.ts';
import { saveTokens } from '../tokens/sealedTokens.ts';
import type { Tokens } from '../tokens/sealedTokens.ts';
import { writeError } from '../vault/vault.ts';
import type { Vault, VaultChange } from '../vault/vault.ts';
import { endUnlessOurs, named } from './newToken.ts';
import type { SessionRecord } from '../record/sessionRecord.ts';

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

export interface SignInParts extends KeepParts, TokenParts {
  readonly deviceName: string;
}

export interface SignInRequest {
  readonly homeserver: string;
  readonly username: string;
  readonly method: SignInMethod;
  /** Null where it is signed in without one. */
  readonly password: Password | null;
  readonly signal: AbortSignal;
  /** The rest happens in the system browser. */
  readonly onBrowser: (code: DeviceCode | null) => void;
  /** What is to be done next, there or here, for a sign-in by QR code. */
  readonly onQr: (step: QrStep) => void;
  /** The server has given a token; from now on everything is finished or undone. */
  readonly onKeeping: () => void;
}

export interface SignedIn {
  readonly account: Account;
  readonly keys: DerivedKeys;
  readonly tokens: Tokens;
  /** Monotonic milliseconds; null: no end was announced. */
  readonly endsAt: number | null;
  /** Of a sign-in by QR code. */
  readonly secrets: HandedSecrets | null;
}

/** Signs in on a new device. Rejects with a `Failure` or a cause for `toError`, having undone what it began. */
export async function signIn(parts: SignInParts, request: SignInRequest): Promise<SignedIn> {
  const server = await discover(parts, request.homeserver.trim() || request.username, request.signal);
  if (!offers(server.flows, request.method)) throw new Failure(notOffered(server, request.method));
  stopIfAborted(request);
  const slug = newSlug();
  const rootKey = newRootKey();
  parts.log.conceal(rootKey.toString('base64'));
  try {
    // Nothing is asked of the server before the keychain has shown that it keeps things (J5, J8).
    await prepare(parts, slug, rootKey);
    stopIfAborted(request);
    return await askAndKeep(parts, request, { slug, rootKey, server });
  } catch (cause) {
    parts.record.release(slug);
    await undoSignIn(parts, slug).catch((undoing: unknown) => parts.log.fault('undoing a sign-in', undoing));
    throw cause;
  }
}

function offers(flows: readonly SignInFlow[], method: SignInMethod): boolean {
  return flows.some((flow) => {
    switch (method.is) {
      case 'password':
        return flow.is === 'password';
      case 'sso':
        return flow.is === 'sso' && (method.provider === null || flow.providers.some(({ id }) => id === method.provider));
      case 'oauth':
        return flow.is === 'oauth';
      case 'deviceCode':
        return flow.is === 'oauth' && flow.deviceCode;
      case 'qr':
        return flow.is === 'oauth' && flow.qr;
    }
  });
}

function notOffered({ flows }: FoundServer, method: SignInMethod): AppError {
  return method.is === 'password'
    ? { code: 'passwordSignInUnsupported', flows: flows.map((flow) => flow.is) }
    : { code: 'methodUnsupported' };
}

async function prepare({ vault, record, durable }: KeepParts, slug: string, rootKey: Buffer): Promise<void> {
  const usable = await vault.check();
  if (usable.is !== 'done') throw new Failure(writeError(usable));
  await record.put('record sign-in', { slug, phase: 'signingIn', account: null, expiredSince: null, keyCheck: null, pendingKey: true });
  const written = await durable('pending key', () => vault.write(pendingAccount(slug), writePending(rootKey)));
  if (written.is !== 'done') throw new Failure(writeError(written));
}

interface Beginning {
  readonly slug: string;
  readonly rootKey: Buffer;
  readonly server: FoundServer;
}

async function askAndKeep(parts: SignInParts, request: SignInRequest, beginning: Beginning): Promise<SignedIn> {
  const { server, slug } = beginning;
  const given = await askForToken(parts, {
    ...request,
    baseUrl: server.baseUrl,
    serverName: server.serverName,
    user: request.username.trim(),
    again: null,
    deviceName: parts.deviceName,
    beforeIssue: async () => undefined,
  });
  try {
    stopIfAborted(request);
    const token = await named(parts, server.baseUrl, given);
    // Before anything is written under that name: what is there belongs to the account that is open.
    if (!parts.record.claim(token.userId, slug)) throw new Failure({ code: 'alreadySignedIn', userId: token.userId });
    request.onKeeping();
    const baseUrl = server.asTyped ? server.baseUrl : await confirmedBaseUrl(parts.http, parts.log, server.baseUrl, token);
    return await keep(parts, token, baseUrl, beginning);
  } catch (cause) {
    // No device may be left behind on the server (J8).
    await endUnlessOurs(parts, server.baseUrl, given);
    throw cause;
  }
}

async function keep(parts: SignInParts, token: GivenToken & Device, baseUrl: string, { slug, rootKey }: Beginning): Promise<SignedIn> {
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

/** The old entry of that name stays an erase's business until the new one stands in its place: a crash or a keychain that refuses must not make it nobody's. */
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

const cancelled: AppError = { code: 'cancelled' };

function stopIfAborted({ signal }: SignInRequest): void {
  if (signal.aborted) throw new Failure(cancelled);
}
