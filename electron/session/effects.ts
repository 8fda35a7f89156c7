import type { AppError } from '../../core/errors.ts';
import type { Password } from '../../core/ids.ts';
import type { Account } from '../../core/session/account.ts';
import type { StartOutcome } from '../../core/session/events.ts';
import type { DeviceCode } from '../../core/session/method.ts';
import type { Attempt } from '../../core/session/states.ts';
import { askForToken } from '../signIn/askForToken.ts';
import { endSession } from '../signIn/endSession.ts';
import type { EraseNotice } from '../erase/eraseNotice.ts';
import type { Eraser } from '../erase/eraser.ts';
import type { EraseJournal } from '../erase/journal.ts';
import { shortHash } from '../log.ts';
import { pendingAccount } from '../vault/entry.ts';
import { awaitRoom } from './awaitRoom.ts';
import type { Credentials } from './credentials.ts';
import type { Delays } from './delays.ts';
import type { GateKeeper } from './gateKeeper.ts';
import { lookAfterLost } from './lookAfterLost.ts';
import type { LostAnswer } from './lostAnswer.ts';
import { inspect } from './inspect.ts';
import type { Inspection } from './inspect.ts';
import type { OneShot } from './oneShot.ts';
import { Refresher } from './refresh.ts';
import { confirm, loginBy, probe } from './resume.ts';
import type { Ask } from './resume.ts';
import type { Effects, Send } from './runner.ts';
import { dropPendingKey, signIn } from './signIn.ts';
import type { SignInParts, SignInRequest } from './signIn.ts';

export interface EffectParts extends SignInParts {
  readonly credentials: Credentials;
  readonly lost: LostAnswer;
  readonly gate: GateKeeper;
  readonly passwords: OneShot<Password>;
  readonly eraser: Eraser;
  readonly notice: Pick<EraseNotice, 'forget'>;
  /** The account to look for at start; null: none. One that was signed in since then takes its place. */
  readonly expected: string | null;
  readonly delays: Delays;
  /** Whether the disk can take more than a few writes. */
  readonly hasRoom: () => Promise<boolean>;
  readonly toError: (cause: unknown) => AppError;
  /** An erase that was finished in this start, reported once. */
  readonly takeFinishedErase: () => Extract<StartOutcome, { is: 'eraseFinished' }> | null;
  /** Starts engine and store with the keys that `credentials` holds. */
  readonly openProcesses: (account: Account) => void;
  readonly closeProcesses: () => Promise<void>;
}

const inspectAgainMs = 2_000;

/** Performs what the machine says; each effect reports by an event with its attempt. */
export function sessionEffects(parts: EffectParts): (send: Send) => Effects {
  return (send) => {
    const underWay: UnderWay = new Map();
    return { ...beginning(parts, send, underWay), awaitRoom: awaitRoom(parts, send), ...running(parts, send, underWay), ...ending(parts, send) };
  };
}

/** Sign-ins that can be called off. */
type UnderWay = Map<Attempt, AbortController>;

function beginning(parts: EffectParts, send: Send, underWay: UnderWay): Pick<Effects, 'inspect' | 'signIn' | 'abandon'> {
  let newest: Attempt = 0;

  async function inspectNow(attempt: Attempt): Promise<void> {
    try {
      const finished = parts.takeFinishedErase();
      const { outcome, opening } = finished ? { outcome: finished, opening: null } : await inspect({ ...parts, expected: parts.credentials.account?.slug ?? parts.expected });
      // An older look whose keychain answered late must not take the account back to how it found it.
      if (attempt !== newest) return;
      if (opening) take(parts, opening, outcome.is);
      send({ type: 'started', attempt, outcome });
    } catch (cause) {
      // Nothing can be decided without reading: a disk that refuses now may not later.
      parts.log.cause('looking at what is here', cause);
      parts.delays.set('inspect', inspectAgainMs, () => void inspectNow(attempt));
    }
  }

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

  return {
    inspect: ({ attempt }) => {
      parts.delays.cancel('room');
      newest = attempt;
      void inspectNow(attempt);
    },
    signIn: ({ attempt, homeserver, username, method }) => {
      const abort = new AbortController();
      underWay.set(attempt, abort);
      void signInNow(attempt, {
        homeserver, username, method,
        password: parts.passwords.take(),
        signal: abort.signal,
        onBrowser: (code) => send({ type: 'browserOpened', attempt, code }),
        onQr: (qr) => send({ type: 'qrStepped', attempt, qr }),
        onKeeping: () => send({ type: 'signInKeeping', attempt }),
      });
    },
    // A request for our own device is not taken back: its token dies unused, ending it would delete the device.
    abandon: ({ attempt }) => {
      underWay.get(attempt)?.abort();
      lookAfterLost(parts);
    },
  };
}

/** What an account that was found is opened with, or left with. */
function take(parts: EffectParts, { account, keys, tokens }: NonNullable<Inspection['opening']>, is: StartOutcome['is']): void {
  const entry = parts.record.of(account.slug);
  parts.credentials.take(account, keys, parts.profile.account(account.slug).tokens, tokens, null);
  parts.lost.found(account.slug);
  lookAfterLost(parts);
  // A refresh token that was refused is gone before a session counts as ended: what is there came later.
  if (tokens?.refreshToken && entry?.expiredSince != null) parts.lost.replaced();
  parts.log.write('info', `account ${shortHash(account.userId)} found`);
  if (is === 'open' && entry?.pendingKey) inBackground(parts, 'pending key', () => dropPendingKey(parts, account.slug));
}

/** Writes down since when a session is expired; with that it is not, also what of lost sign-ins is over. */
async function recordExpiry({ record, lost }: EffectParts, slug: string, expiredSince: number | null): Promise<void> {
  const before = record.of(slug)?.expiredSince;
  if (expiredSince !== null) {
    if (before !== expiredSince) await record.change('record expired', slug, { expiredSince });
    return;
  }
  const { over } = lost;
  const ends = lost.isRemembered(slug) && Object.keys(over).length > 0;
  if (before !== null || ends) await record.change('record resumed', slug, { expiredSince, ...over });
}

function running(parts: EffectParts, send: Send, underWay: UnderWay): Pick<Effects, 'open' | 'close' | 'record' | 'release' | 'hold' | 'probe' | 'refresh' | 'login' | 'confirm' | 'keep'> {
  const { credentials, gate, wallClock } = parts;
  const refresher = new Refresher(parts, send);
  let asking: Promise<void> = Promise.resolve();

  /** Reports a failed step of signing in again. */
  const orFailed = (attempt: Attempt, work: () => Promise<void>): void => {
    void work().catch((cause: unknown) => {
      send({ type: 'signInAgainFailed', attempt, error: parts.toError(cause) });
      lookAfterLost(parts);
    });
  };

  return {
    // Not waited for, whatever it answers: a page that does not open must not block probe, release and erase (E12).
    open: ({ account }) => void parts.openProcesses(account),
    close: () => parts.closeProcesses(),
    record: ({ account, expiredSince }) => recordExpiry(parts, account.slug, expiredSince),
    release: ({ retry }) => {
      // A password that was not needed after all.
      parts.passwords.take();
      gate.release(retry);
    },
    hold: () => gate.hold(),
    probe: ({ account, attempt }) => {
      void probe(parts, account).then(
        (verdict) => send({ type: 'probed', attempt, verdict, now: wallClock() }),
        (cause: unknown) => send({ type: 'probed', attempt, verdict: { is: 'noAnswer', error: parts.toError(cause) }, now: wallClock() }),
      );
    },
    refresh: ({ account, attempt }) => refresher.refresh(account, attempt),
    login: ({ account, attempt, method }) => orFailed(attempt, async () => {
      const { userId, homeserver: baseUrl } = account;
      const password = parts.passwords.take();
      const abort = new AbortController();
      underWay.set(attempt, abort);
      const onBrowser = (code: DeviceCode | null): void => send({ type: 'browserOpened', attempt, code });
      const ask: Ask = (beforeIssue) => askForToken(parts, { baseUrl, method, user: userId, password, again: account, deviceName: null, signal: abort.signal, onBrowser, beforeIssue });
      // One after the other: where a new token ends the one before, an abandoned request that came last would end ours.
      const asked = asking.then(() => loginBy(parts, account, ask));
      asking = asked.catch(() => undefined);
      await asked.finally(() => underWay.delete(attempt));
      send({ type: 'answered', attempt });
    }),
    confirm: ({ account, attempt }) => orFailed(attempt, async () => {
      const outcome = await confirm(parts, account);
      send(outcome === 'confirmed' ? { type: 'confirmed', attempt } : { type: 'deviceReplaced', attempt, now: wallClock() });
    }),
    keep: ({ attempt }) => orFailed(attempt, async () => {
      const current = await credentials.keepNext(wallClock());
      parts.lost.replaced();
      send({ type: 'resumed', attempt, ...current });
    }),
  };
}

function ending(parts: EffectParts, send: Send): Pick<Effects, 'dropRefreshToken' | 'logout' | 'discardNewToken' | 'leave' | 'erase' | 'forgetNotice'> {
  const { credentials, wallClock } = parts;
  return {
    dropRefreshToken: () => (credentials.doubted === null ? undefined : credentials.dropRefreshToken(credentials.doubted, 'session')),
    logout: ({ account, attempt }) => {
      const { tokens } = credentials;
      const leaving = tokens ? endSession(parts.http, account.homeserver, tokens) : Promise.resolve();
      void leaving.then(
        () => send({ type: 'signedOut', attempt, now: wallClock() }),
        (cause: unknown) => send({ type: 'signOutFailed', attempt, error: parts.toError(cause), now: wallClock() }),
      );
    },
    discardNewToken: ({ account }) => {
      const { next } = credentials;
      credentials.setNext(null);
      if (next) inBackground(parts, 'discarding a token', () => endSession(parts.http, account.homeserver, next));
    },
    leave: ({ account }) => {
      const { tokens } = credentials;
      if (tokens && credentials.account?.slug === account.slug) inBackground(parts, 'ending the session', () => endSession(parts.http, account.homeserver, tokens));
    },
    erase: ({ account, reason, at, attempt }) => {
      const { slug, userId } = account;
      const deviceId = credentials.account?.deviceId ?? parts.record.of(slug)?.account?.deviceId ?? null;
      const vaultEntries = [
        // An entry of that name may belong to another account of this app (E8).
        ...(userId === null || parts.record.isElsewhere(userId, slug) ? [] : [{ name: userId, deviceId }]),
        // Without a record nobody knows; an entry that is not there is soon removed.
        ...(parts.record.of(slug)?.pendingKey ?? true ? [{ name: pendingAccount(slug), deviceId: null }] : []),
      ];
      const journal: EraseJournal = { v: 1, slug, vaultEntries, reason, at, dataGone: false };
      parts.gate.hold();
      credentials.forget();
      void parts.eraser
        .erase(journal, (progress) => send({ type: 'eraseProgressed', attempt, progress }))
        .then((progress) => send({ type: 'eraseEnded', attempt, progress }));
    },
    forgetNotice: ({ reason, at }) => inBackground(parts, 'forgetting a notice', () => parts.notice.forget({ reason, at })),
  };
}

function inBackground({ log }: EffectParts, what: string, work: () => Promise<unknown>): void {
  work().catch((cause: unknown) => log.cause(what, cause));
}
