import type { VaultReason } from '../../core/errors.ts';
import type { Log } from '../log.ts';
import { OneAtATime } from './oneAtATime.ts';
import type { Look, SecretLook } from './secretService.ts';
import type { Vault, VaultChange, VaultRead } from './vault.ts';

/** The part of keytar that is used. */
export interface Keytar {
  readonly getPassword: (service: string, account: string) => Promise<string | null>;
  readonly setPassword: (service: string, account: string, password: string) => Promise<void>;
  readonly deletePassword: (service: string, account: string) => Promise<boolean>;
}

export interface KeytarVaultParts {
  /** Loads the native module; fails where it cannot run. */
  readonly load: () => Promise<Keytar>;
  readonly service: string;
  readonly limitMs: number;
  /** Null on systems without a Secret Service, where keytar's "not found" can be believed. */
  readonly secretLook: SecretLook | null;
  readonly log: Log;
}

type Trouble = Exclude<VaultChange, { is: 'done' }>;
type Called<T> = { readonly is: 'ok'; readonly value: T } | Trouble;

type Call = <T>(what: string, run: (keytar: Keytar) => Promise<T>, undoLate?: (keytar: Keytar) => Promise<unknown>) => Promise<Called<T>>;
type LookAt = (account: string | null) => Promise<Look>;

export function keytarVault(options: KeytarVaultParts): Vault {
  const { load, service, log } = options;
  const call = caller(options);
  const look: LookAt = (account) => options.secretLook?.look(account) ?? Promise.resolve('unknown');
  const isBlind = (seen: Look): boolean => options.secretLook !== null && seen === 'unknown';
  return {
    read: async (account) => {
      const seen = await look(account);
      return seen === 'absent'
        ? { is: 'absent' }
        : (troubleSeen(seen) ?? readSeen(options, call, account, seen === 'present' ? 'denied' : isBlind(seen) ? 'failed' : null));
    },
    write: async (account, secret) => {
      const trouble = troubleSeen(await look(null));
      if (trouble) return trouble;
      log.conceal(secret);
      // Whoever was told that it took too long has given it up: what comes of it later would belong to no account (J8).
      const put = await call(
        'write',
        (keytar) => keytar.setPassword(service, account, secret),
        (keytar) => keytar.deletePassword(service, account),
      );
      return put.is === 'ok' ? { is: 'done' } : put;
    },
    remove: async (account) => {
      const seen = await look(account);
      if (seen === 'absent') return { is: 'done' };
      const trouble = troubleSeen(seen);
      if (trouble) return trouble;
      const gone = await call('remove', (keytar) => keytar.deletePassword(service, account));
      if (gone.is !== 'ok') return gone;
      return !gone.value && (seen === 'present' || isBlind(seen)) ? { is: 'unreadable', reason: 'failed' } : { is: 'done' };
    },
    check: async () => {
      const trouble = troubleSeen(await look(null));
      if (trouble) return trouble;
      return (await load().then(
        () => true,
        () => false,
      ))
        ? { is: 'done' }
        : { is: 'unavailable' };
    },
    askToUnlock: () => void options.secretLook?.askToUnlock(),
  };
}

/** Calls keytar, one call at a time, and reads what it throws. */
function caller({ load, limitMs, log }: KeytarVaultParts): Call {
  const turn = new OneAtATime(limitMs);
  return async (what, run, undoLate) => {
    try {
      const result = await turn.run(async () => run(await load()), undoLate && (async () => undoLate(await load())));
      return result === 'timedOut' ? { is: 'unreadable', reason: 'timedOut' } : { is: 'ok', value: result };
    } catch (cause) {
      log.fault(`keychain ${what}`, cause);
      return troubleOf(cause);
    }
  };
}

/** `notFound`: what it means that keytar finds nothing; null: that there is nothing. */
async function readSeen({ service, log }: KeytarVaultParts, call: Call, account: string, notFound: VaultReason | null): Promise<VaultRead> {
  const got = await call('read', (keytar) => keytar.getPassword(service, account));
  if (got.is !== 'ok') return got;
  if (got.value !== null) {
    log.conceal(got.value);
    return { is: 'present', secret: got.value };
  }
  // "Not found" is also what libsecret says of what it could not open.
  return notFound === null ? { is: 'absent' } : { is: 'unreadable', reason: notFound };
}

function troubleSeen(look: Look): Trouble | null {
  if (look === 'locked') return { is: 'unreadable', reason: 'locked' };
  if (look === 'timedOut') return { is: 'unreadable', reason: 'timedOut' };
  return look === 'noService' ? { is: 'unavailable' } : null;
}

/** Texts of libsecret, macOS and Windows, as keytar passes them on. */
const texts: readonly [RegExp, VaultReason | 'unavailable'][] = [
  [
    /native addon|not provided by any \.service|ServiceUnknown|could not connect|autolaunch|unsupported transport|no such interface/i,
    'unavailable',
  ],
  [/locked|interaction is not allowed/i, 'locked'],
  [/dismissed|denied|cancell?ed|passphrase you entered is not correct/i, 'denied'],
  [/timed? ?out/i, 'timedOut'],
];

function troubleOf(cause: unknown): Trouble {
  const text = cause instanceof Error ? cause.message : String(cause);
  const reason = texts.find(([pattern]) => pattern.test(text))?.[1] ?? 'failed';
  return reason === 'unavailable' ? { is: 'unavailable' } : { is: 'unreadable', reason };
}
