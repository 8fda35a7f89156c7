import { existsSync } from 'node:fs';
import { Failure } from '../../core/errors.ts';
import type { AppError } from '../../core/errors.ts';
import type { Account, Remains } from '../../core/session/account.ts';
import type { LookOutcome } from '../../core/session/events.ts';
import { judgeStart } from '../../core/session/judgeStart.ts';
import type { StartVerdict } from '../../core/session/judgeStart.ts';
import { pendingAccount, readEntry, readPending, troubleWith } from '../vault/entry.ts';
import type { VaultEntry } from '../vault/entry.ts';
import { deriveKeys } from '../vault/keys.ts';
import type { DerivedKeys } from '../vault/keys.ts';
import { openTokens, sealedFor } from '../tokens/sealedTokens.ts';
import type { Tokens } from '../tokens/sealedTokens.ts';
import type { VaultRead } from '../vault/vault.ts';
import { finishSignIn, undoSignIn } from './keepAccount.ts';
import type { KeepParts } from './keepAccount.ts';
import type { AccountRecord } from '../record/sessionRecord.ts';

export interface InspectParts extends KeepParts {
  /** The account to look for; null: none, this is a place to sign in at. */
  readonly expected: string | null;
}

/** What was found, and what the account is opened with. */
export interface Inspection {
  readonly outcome: LookOutcome;
  readonly opening: { readonly account: Account; readonly keys: DerivedKeys; readonly tokens: Tokens | null } | null;
}

/** Reads record, keychain and files of one account; finishes or undoes a sign-in that was cut off. Destroys nothing else. */
export async function inspect(parts: InspectParts): Promise<Inspection> {
  const { expected } = parts;
  if (expected === null) return nothingHere(parts);
  // A newer Latchkey may have put it back meanwhile, or somebody from a backup.
  if (parts.record.isNewer) parts.record.load();
  if (parts.record.isNewer) {
    const userId = await sealedFor(parts.profile.account(expected).tokens);
    return closed({ is: 'keyUnusable', account: { slug: expected, userId }, why: 'recordNewer' });
  }
  const begun = parts.record.of(expected);
  if (begun?.phase === 'signingIn') {
    const stopped = await settle(parts, begun);
    if (stopped) return closed(stopped);
  }
  const entry = parts.record.of(expected);
  const found = entry?.phase === 'signedIn' ? entry : unrecorded(parts, expected);
  return found ? look(parts, found) : nothingHere(parts);
}

/** A sign-in that was cut off: with its transient key and its tokens it is finished, else it is undone. */
async function settle(parts: InspectParts, { slug }: AccountRecord): Promise<LookOutcome | null> {
  const pending = await parts.vault.read(pendingAccount(slug));
  if (pending.is === 'unreadable') return { is: 'keychainUnreadable', reason: pending.reason };
  if (pending.is === 'unavailable') return { is: 'keychainUnavailable' };
  const rootKey = pending.is === 'present' ? readPending(pending.secret) : null;
  const sealed = rootKey && (await openTokens(parts.profile.account(slug).tokens, deriveKeys(rootKey).tokens));
  // E8: where the same user has signed in elsewhere in this app since, the keychain entry of that name is that account's only key.
  if (rootKey && sealed?.is === 'opened' && parts.record.claim(sealed.tokens.userId, slug)) {
    parts.log.write('info', 'finishing a sign-in that was cut off');
    try {
      await finishSignIn(parts, slug, rootKey, sealed.tokens);
    } catch (cause) {
      if (cause instanceof Failure && cause.error.code === 'vaultWriteFailed')
        return { is: 'keychainUnreadable', reason: cause.error.reason };
      throw cause;
    }
  } else {
    parts.log.write('info', 'undoing a sign-in that was cut off');
    if (rootKey) await removeOwnEntry(parts, slug, rootKey);
    await undoSignIn(parts, slug);
  }
  return null;
}

/** It was cut off after it had written the final entry: that one holds the same key, so it is nobody else's. */
async function removeOwnEntry({ vault, profile, durable }: InspectParts, slug: string, rootKey: Buffer): Promise<void> {
  const user = await sealedFor(profile.account(slug).tokens);
  const read = user === null ? null : await vault.read(user);
  const entry = read?.is === 'present' ? readEntry(read.secret) : null;
  if (user !== null && entry?.rootKey.equals(rootKey)) await durable('undo vault entry', () => vault.remove(user));
}

/** First run: still, without a keychain nobody can sign in (J5). */
async function nothingHere({ vault }: InspectParts): Promise<Inspection> {
  const usable = await vault.check();
  if (usable.is === 'unavailable') return closed({ is: 'keychainUnavailable' });
  return closed(usable.is === 'unreadable' ? { is: 'keychainUnreadable', reason: usable.reason } : { is: 'firstRun' });
}

interface Found {
  readonly slug: string;
  readonly account: Account | null;
  readonly expiredSince: number | null;
  readonly keyCheck: string | null;
}

/** An account's folder that no record speaks of, after `session.json` was lost. */
function unrecorded({ profile }: InspectParts, slug: string): Found | null {
  return existsSync(profile.account(slug).folder) ? { slug, account: null, expiredSince: null, keyCheck: null } : null;
}

async function look(parts: InspectParts, found: Found): Promise<Inspection> {
  const paths = parts.profile.account(found.slug);
  const vaultAccount = found.account?.userId ?? (await sealedFor(paths.tokens));
  const read: VaultRead = vaultAccount === null ? { is: 'absent' } : await parts.vault.read(vaultAccount);
  const entry = read.is === 'present' ? readEntry(read.secret) : null;
  if (entry) parts.log.conceal(entry.rootKey.toString('base64'));
  const keys = entry && deriveKeys(entry.rootKey);
  const sealed = keys && (await openTokens(paths.tokens, keys.tokens));
  const tokens = sealed?.is === 'opened' && sealed.tokens.deviceId === entry?.deviceId ? sealed.tokens : null;
  if (sealed?.is === 'broken') parts.log.write('warn', 'the sealed tokens do not open: signing in again will replace them');
  // One of the two files may be missing for a moment, or be of a version that had one only.
  const store = existsSync(paths.store) || existsSync(paths.own);
  const verdict = judgeStart({
    // One that is not ours cannot be told from one that was damaged; neither may be overwritten (J12).
    keychain: read.is === 'present' && !entry ? 'unusable' : read.is,
    record: found.account !== null,
    store: store || (found.account === null && existsSync(paths.folder)),
    keyOpens: found.keyCheck === null ? tokens !== null : found.keyCheck === keys?.check,
    sameDevice: entry?.deviceId === found.account?.deviceId,
  });
  const remains: Remains = { slug: found.slug, userId: found.account?.userId ?? entry?.userId ?? vaultAccount };
  return conclude(parts, verdict, { found, read, entry, keys, tokens, remains });
}

interface Evidence {
  readonly found: Found;
  readonly read: VaultRead;
  readonly entry: VaultEntry | null;
  readonly keys: DerivedKeys | null;
  readonly tokens: Tokens | null;
  readonly remains: Remains;
}

async function conclude(parts: InspectParts, verdict: StartVerdict, evidence: Evidence): Promise<Inspection> {
  const { read, remains } = evidence;
  switch (verdict) {
    case 'firstRun':
      return closed({ is: 'firstRun' });
    case 'keychainUnavailable':
      return closed({ is: 'keychainUnavailable' });
    case 'keychainUnreadable':
      return closed({ is: 'keychainUnreadable', reason: read.is === 'unreadable' ? read.reason : 'failed' });
    case 'keyMissing':
      return closed({ is: 'keyMissing', account: remains });
    case 'keyUnusable':
      return closed({ is: 'keyUnusable', account: remains, why: read.is === 'present' ? troubleWith(read.secret) : 'damaged' });
    case 'storeCorrupt':
      return corrupt(parts, withKey(evidence));
    case 'open':
      return opened(parts, withKey(evidence));
  }
}

interface WithKey extends Pick<Evidence, 'found' | 'tokens'> {
  readonly account: Account;
  readonly keys: DerivedKeys;
  readonly refreshable: boolean;
}

function withKey({ found, entry, keys, tokens }: Evidence): WithKey {
  if (!entry || !keys) throw new Error('an account cannot be judged without its key');
  // By the keychain and not by the record, which anybody can write: the token goes to that homeserver.
  const account: Account = { userId: entry.userId, deviceId: entry.deviceId, homeserver: entry.homeserver, slug: found.slug };
  return { found, tokens, account, keys, refreshable: (tokens?.refreshToken ?? null) !== null };
}

function corrupt({ log }: InspectParts, { account, keys, tokens, refreshable }: WithKey): Inspection {
  const error: AppError = { code: 'storeCorrupt', ref: log.fault('start', 'the key in the keychain does not fit the local data') };
  // With a token that opens all the same, the server can still be asked about the device (E10).
  return { outcome: { is: 'storeCorrupt', account, error, refreshable }, opening: tokens && { account, keys, tokens } };
}

async function opened(parts: InspectParts, { found, account, keys, tokens, refreshable }: WithKey): Promise<Inspection> {
  const { slug } = found;
  if (found.account && found.account.homeserver !== account.homeserver) await parts.record.change('record corrected', slug, { account });
  if (!found.account) {
    const again = { slug, phase: 'signedIn', account, expiredSince: null, keyCheck: keys.check, pendingKey: true } as const;
    await parts.record.put('record found again', again);
  }
  const outcome: LookOutcome = {
    is: 'open',
    account,
    expiredSince: found.expiredSince,
    hasTokens: tokens !== null,
    refreshable,
    expiresAt: tokens?.expiresAt ?? null,
    now: parts.wallClock(),
    ending: isEnding(tokens),
  };
  return { outcome, opening: { account, keys, tokens } };
}

/** I12: written down when the refresh token was refused, so the homeserver's word is still to come. */
const isEnding = (tokens: Tokens | null): boolean =>
  tokens?.grant.is === 'oauth' && tokens.refreshToken === null && tokens.refreshRefused === 'session';

function closed(outcome: LookOutcome): Inspection {
  return { outcome, opening: null };
}
