import type { AppError } from '../core/errors.ts';
import type { Password } from '../core/ids.ts';
import type { Http } from './auth/http.ts';
import { netHttp } from './auth/netHttp.ts';
import { toError } from './auth/toError.ts';
import type { Durable } from './durable.ts';
import { EraseJournalFile } from './erase/journal.ts';
import { SettingsFile } from './host/settingsFile.ts';
import type { Log } from './log.ts';
import type { Profile } from './profile.ts';
import { Credentials } from './session/credentials.ts';
import { Delays } from './session/delays.ts';
import { GateKeeper } from './session/gateKeeper.ts';
import { OneShot } from './session/oneShot.ts';
import { SessionRecord } from './session/record.ts';
import { systemVault } from './vault/systemVault.ts';
import type { Vault } from './vault/vault.ts';

export interface Basics {
  readonly log: Log;
  readonly durable: Durable;
  readonly profile: Profile;
  /** A named moment for the benchmark; `at` in milliseconds since the epoch, by default now. */
  readonly mark: (name: string, at?: number) => void;
}

/** What the parts of main share; none of it needs Electron to be ready. */
export interface Services extends Basics {
  readonly vault: Vault;
  readonly http: Http;
  readonly record: SessionRecord;
  readonly journal: EraseJournalFile;
  readonly settings: SettingsFile;
  readonly credentials: Credentials;
  readonly gate: GateKeeper;
  readonly passwords: OneShot<Password>;
  readonly delays: Delays;
  readonly toError: (cause: unknown) => AppError;
  /** Milliseconds that only go forward. */
  readonly monotonic: () => number;
  /** Milliseconds since the epoch. */
  readonly wallClock: () => number;
}

export function createServices(basics: Basics): Services {
  const { log, durable, profile } = basics;
  const monotonic = (): number => performance.now();
  const credentials = new Credentials({ durable, log, monotonic });
  return {
    ...basics,
    vault: systemVault(profile.vaultService, log),
    http: netHttp(),
    record: new SessionRecord(profile.record, durable),
    journal: new EraseJournalFile(profile.eraseJournal, durable, log),
    settings: new SettingsFile(profile.settings),
    credentials,
    gate: new GateKeeper(credentials),
    passwords: new OneShot(),
    delays: new Delays(),
    toError: (cause) => toError(cause, log),
    monotonic,
    wallClock: () => Date.now(),
  };
}
