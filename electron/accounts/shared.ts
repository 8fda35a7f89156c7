import type { AppError } from '../../core/errors.ts';
import { AppLinks } from '../signIn/browser/appLinks.ts';
import type { Browser } from '../signIn/browser/systemBrowser.ts';
import { systemBrowser } from '../signIn/browser/systemBrowser.ts';
import { loginStart } from '../autostart/loginStart.ts';
import type { LoginStart } from '../autostart/xdgAutostart.ts';
import type { Http } from '../http/http.ts';
import { netHttp } from '../http/netHttp.ts';
import { MetadataCache } from '../signIn/oauth/metadataCache.ts';
import { pause } from '../signIn/pause.ts';
import { toError } from '../http/toError.ts';
import type { Durable } from '../disk/durable.ts';
import { EraseNotice } from '../erase/eraseNotice.ts';
import { SettingsFile } from '../host/settingsFile.ts';
import { AskedLinkHolder } from '../links/askedLink.ts';
import type { Log } from '../log.ts';
import { SavedFiles } from '../media/saveMedia.ts';
import type { Profile } from '../profile/profile.ts';
import { SessionRecord } from '../record/sessionRecord.ts';
import { systemVault } from '../vault/systemVault.ts';
import type { Vault } from '../vault/vault.ts';

export interface Basics {
  readonly log: Log;
  readonly durable: Durable;
  readonly profile: Profile;
  /** A named moment for the benchmark; `at` in milliseconds since the epoch, by default now. */
  readonly mark: (name: string, at?: number) => void;
}

/** What all accounts share; none of it needs Electron to be ready. Only what wires the parts knows all of it. */
export interface Shared extends Basics {
  readonly vault: Vault;
  readonly http: Http;
  readonly metadata: MetadataCache;
  readonly browser: Browser;
  readonly links: AppLinks;
  readonly asked: AskedLinkHolder;
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly record: SessionRecord;
  readonly notice: EraseNotice;
  readonly settings: SettingsFile;
  readonly savedFiles: SavedFiles;
  readonly autostart: LoginStart;
  readonly toError: (cause: unknown) => AppError;
  /** Milliseconds that only go forward. */
  readonly monotonic: () => number;
  /** Milliseconds since the epoch. */
  readonly wallClock: () => number;
}

export function createShared(basics: Basics): Shared {
  const { log, durable, profile } = basics;
  const http = netHttp();
  const monotonic = (): number => performance.now();
  return {
    ...basics,
    vault: systemVault(profile.vaultService, log),
    http,
    metadata: new MetadataCache(http, monotonic),
    browser: systemBrowser(log),
    links: new AppLinks(),
    asked: new AskedLinkHolder(),
    pause,
    record: new SessionRecord(profile.record, durable),
    notice: new EraseNotice(profile.eraseNotice, durable, log),
    settings: new SettingsFile(profile.settings),
    savedFiles: new SavedFiles(),
    autostart: loginStart(profile, log),
    toError: (cause) => toError(cause, log),
    monotonic,
    wallClock: () => Date.now(),
  };
}
