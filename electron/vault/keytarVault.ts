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

export interface KeytarVaultOptions {
  /** Loads the native module; fails where it cannot run. */
  readonly load: () => Promise<Keytar>;
  readonly service: string;
  readonly limitMs: number;
  /** Only on systems with a Secret Service. */
  readonly secretLook: SecretLook | null;
  readonly log: Log;
}

type Trouble = Exclude<VaultChange, { is: 'done' }>;
type Called<T> = { readonly is: 'ok'; readonly value: T } | Trouble;

export function keytarVault(options: KeytarVaultOptions): Vault {
  const turn = new OneAtATime(options.limitMs);
  const look = (account: string | null): Promise<Look> => options.secretLook?.look(account) ?? Promise.resolve('unknown');

  async function call<T>(what: string, run: (keytar: Keytar) => Promise<T>): Promise<Called<T>> {
    try {
      const result = await turn.run(async () => run(await options.load()));
      if (result === 'timedOut') return { is: 'unreadable', reason: 'timedOut' };
      return { is: 'ok', value: result };
    } catch (cause) {
      options.log.cause(`keychain ${what}`, cause);
      return troubleOf(cause);
    }
  }

  async function read(account: string): Promise<VaultRead> {
    const seen = await look(account);
    if (seen === 'absent') return { is: 'absent' };
    const trouble = troubleSeen(seen);
    if (trouble) return trouble;
    const got = await call('read', (keytar) => keytar.getPassword(options.service, account));
    if (got.is !== 'ok') return got;
    if (got.value !== null) {
      options.log.conceal(got.value);
      return { is: 'present', secret: got.value };
    }
    // It was there a moment ago, so this is libsecret's "not found" for what it could not open.
    return seen === 'present' ? { is: 'unreadable', reason: 'denied' } : { is: 'absent' };
  }

  async function write(account: string, secret: string): Promise<VaultChange> {
    const trouble = troubleSeen(await look(null));
    if (trouble) return trouble;
    options.log.conceal(secret);
    const put = await call('write', (keytar) => keytar.setPassword(options.service, account, secret));
    return put.is === 'ok' ? { is: 'done' } : put;
  }

  async function remove(account: string): Promise<VaultChange> {
    const seen = await look(account);
    if (seen === 'absent') return { is: 'done' };
    const trouble = troubleSeen(seen);
    if (trouble) return trouble;
    const gone = await call('remove', (keytar) => keytar.deletePassword(options.service, account));
    if (gone.is !== 'ok') return gone;
    return seen === 'present' && !gone.value ? { is: 'unreadable', reason: 'failed' } : { is: 'done' };
  }

  return {
    read,
    write,
    remove,
    check: async () => {
      const trouble = troubleSeen(await look(null));
      if (trouble) return trouble;
      const loaded = await options.load().then(() => true, () => false);
      return loaded ? { is: 'done' } : { is: 'unavailable' };
    },
    askToUnlock: () => void options.secretLook?.askToUnlock(),
  };
}

function troubleSeen(look: Look): Trouble | null {
  if (look === 'locked') return { is: 'unreadable', reason: 'locked' };
  if (look === 'timedOut') return { is: 'unreadable', reason: 'timedOut' };
  return look === 'noService' ? { is: 'unavailable' } : null;
}

/** Texts of libsecret, macOS and Windows, as keytar passes them on. */
const texts: readonly [RegExp, VaultReason | 'unavailable'][] = [
  [/native addon|not provided by any \.service|ServiceUnknown|could not connect|autolaunch|unsupported transport|no such interface/i, 'unavailable'],
  [/locked|interaction is not allowed/i, 'locked'],
  [/dismissed|denied|cancell?ed|passphrase you entered is not correct/i, 'denied'],
  [/timed? ?out/i, 'timedOut'],
];

function troubleOf(cause: unknown): Trouble {
  const text = cause instanceof Error ? cause.message : String(cause);
  const reason = texts.find(([pattern]) => pattern.test(text))?.[1] ?? 'failed';
  return reason === 'unavailable' ? { is: 'unavailable' } : { is: 'unreadable', reason };
}
