import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AccessToken, Password } from '../../core/ids.ts';
import type { SessionState } from '../../core/session/states.ts';
import { AppLinks } from '../signIn/browser/appLinks.ts';
import { BrowserTask } from '../signIn/browser/browserTask.ts';
import { FakeHttp } from '../http/FakeHttp.ts';
import { MetadataCache } from '../signIn/oauth/metadataCache.ts';
import { CheckCodeEntry } from '../signIn/qr/checkCodeEntry.ts';
import { pause } from '../signIn/pause.ts';
import { toError } from '../http/toError.ts';
import { createDurable } from '../disk/durable.ts';
import type { Durable, Fault } from '../disk/durable.ts';
import { Eraser } from '../erase/eraser.ts';
import { EraseNotice } from '../erase/eraseNotice.ts';
import { EraseJournalFile } from '../erase/journal.ts';
import { fakeLog } from '../FakeLog.ts';
import type { Log } from '../log.ts';
import { profileAt } from '../profile/profile.ts';
import { Credentials } from './credentials.ts';
import { Delays } from './delays.ts';
import { sessionEffects } from './effects/sessionEffects.ts';
import { MainGate } from './mainGate.ts';
import { findAccounts } from '../record/findAccounts.ts';
import { LostAnswer } from './lostAnswer.ts';
import { OneShot } from './oneShot.ts';
import { SessionRecord } from '../record/sessionRecord.ts';
import { SessionRunner } from './sessionRunner.ts';
import { FakeVault } from '../vault/FakeVault.ts';

export const base = 'https://hs.test';
export const user = '@alice:hs.test';
const v3 = '/_matrix/client/v3';

/** A homeserver that remembers which tokens it gave and took back. */
export class FakeHomeserver {
  readonly http = new FakeHttp();
  readonly tokens = new Map<string, { readonly deviceId: string; readonly userId?: string; state: 'alive' | 'soft' }>();
  readonly deviceKeys = new Map<string, string>();
  password = 'right password';
  /** Announced with every token; then a refresh token comes with it, too. */
  lifetimeMs: number | null = null;
  readonly refreshTokens = new Map<
    string,
    { readonly deviceId: string; next: { readonly accessToken: string; readonly refreshToken: string } | null }
  >();
  private readonly used = new Set<string>();
  /** Whom a sign-in is really for, whatever was asked. */
  answersAs = { userId: user as string, deviceId: null as string | null };
  private count = 0;

  constructor() {
    const unknown = (soft: boolean) => ({ status: 401, json: { errcode: 'M_UNKNOWN_TOKEN', soft_logout: soft } });
    this.http
      .on('/_matrix/client/versions', () => ({ json: { versions: ['v1.11'] } }))
      .on(`${v3}/login`, ({ method, body }) =>
        method === 'GET' ? { json: { flows: [{ type: 'm.login.password' }] } } : this.login(body as Record<string, string>),
      )
      .on(`${v3}/account/whoami`, ({ token }) => {
        const known = this.tokens.get(token ?? '');
        this.used.add(token ?? '');
        return known?.state === 'alive'
          ? { json: { user_id: known.userId ?? user, device_id: known.deviceId } }
          : unknown(known !== undefined);
      })
      .on(`${v3}/user/${encodeURIComponent(user)}/account_data/m.direct`, ({ token }) =>
        (this.tokens.get(token ?? '')?.userId ?? user) === user
          ? { status: 404, json: { errcode: 'M_NOT_FOUND' } }
          : { status: 403, json: { errcode: 'M_FORBIDDEN' } },
      )
      .on(`${v3}/refresh`, ({ body }) => this.refresh((body as Record<string, string>)['refresh_token'] ?? ''))
      .on(`${v3}/keys/query`, ({ token }) => {
        const deviceId = this.tokens.get(token ?? '')?.deviceId ?? '';
        const key = this.deviceKeys.get(deviceId);
        return { json: { device_keys: { [user]: key === undefined ? {} : { [deviceId]: { keys: { [`ed25519:${deviceId}`]: key } } } } } };
      })
      .on(`${v3}/logout`, ({ token }) => (this.tokens.delete(token ?? '') ? { json: {} } : unknown(false)));
  }

  expireAll(): void {
    for (const token of this.tokens.values()) token.state = 'soft';
  }

  private login(body: Record<string, string>) {
    if (body['password'] !== this.password) return { status: 403, json: { errcode: 'M_FORBIDDEN' } };
    const deviceId = this.answersAs.deviceId ?? body['device_id'] ?? `DEVICE${this.count + 1}`;
    return { json: { user_id: this.answersAs.userId, device_id: deviceId, ...this.issue(deviceId) } };
  }

  private issue(deviceId: string) {
    const accessToken = `syt_token_number_${++this.count}`;
    this.tokens.set(accessToken, { deviceId, userId: this.answersAs.userId, state: 'alive' });
    this.http.on(`${v3}/devices/${deviceId}`, () => ({ json: { device_id: deviceId } }));
    if (this.lifetimeMs === null) return { access_token: accessToken };
    const refreshToken = `syr_token_number_${this.count}`;
    this.refreshTokens.set(refreshToken, { deviceId, next: null });
    return { access_token: accessToken, refresh_token: refreshToken, expires_in_ms: this.lifetimeMs };
  }

  /** As Synapse does: a refresh token stays good until what it gave has been used. */
  private refresh(token: string) {
    const known = this.refreshTokens.get(token);
    if (!known) return { status: 401, json: { errcode: 'M_UNKNOWN_TOKEN' } };
    const { next } = known;
    if (next && (this.used.has(next.accessToken) || this.refreshTokens.get(next.refreshToken)?.next))
      return { status: 403, json: { errcode: 'M_FORBIDDEN' } };
    if (next) this.tokens.delete(next.accessToken);
    const issued = this.issue(known.deviceId);
    known.next = { accessToken: issued.access_token, refreshToken: issued.refresh_token ?? '' };
    return { json: issued };
  }
}

/** What survives the end of main: disk, keychain, server. */
export interface World {
  readonly folder: string;
  readonly vault: FakeVault;
  readonly server: FakeHomeserver;
  /** Writes that are under way. */
  readonly writes: Set<Promise<unknown>>;
  /** How long a server may be at work on what it has not answered; of lives that begin later. */
  graceMs: number;
  readonly remove: () => Promise<void>;
}

export function newWorld(): World {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-main-'));
  const writes = new Set<Promise<unknown>>();
  return {
    folder,
    writes,
    graceMs: 0,
    vault: new FakeVault(),
    server: new FakeHomeserver(),
    remove: async () => {
      // One that ends after the folder would make it again; one that a test holds for ever does not matter.
      await Promise.race([Promise.allSettled(writes), new Promise((resolve) => setTimeout(resolve, 500))]);
      rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 10 });
    },
  };
}

export type Main = ReturnType<typeof startMain>;

/** A killed process does not come back from its step. */
function mortal({ writes }: World, log: Log, fault: Fault | undefined): { life: { dead: boolean; writing: number }; durable: Durable } {
  const life = { dead: false, writing: 0 };
  const living = createDurable(log, fault, () => {
    life.dead = true;
  });
  const durable: Durable = async (step, action) => {
    if (life.dead) return new Promise(() => undefined);
    life.writing += 1;
    const result = await living(step, () =>
      life.dead ? new Promise<never>(() => undefined) : noted(writes, Promise.resolve(action())),
    ).finally(() => (life.writing -= 1));
    return life.dead ? new Promise(() => undefined) : result;
  };
  return { life, durable };
}

function noted<T>(writes: Set<Promise<unknown>>, write: Promise<T>): Promise<T> {
  writes.add(write);
  void write.catch(() => undefined).then(() => writes.delete(write));
  return write;
}

/** On a busy machine a life takes its time. */
const waitsMs = 10_000;

/** What is waited for passes quickly, but for the patience with Electron. */
const wait = (ms = 0): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms === 10_000 ? 400 : 5));

/** One life of main over a world; after a `kill` fault nothing of it goes on. */
export function startMain(world: World, fault?: Fault, electron: FakeElectron = {}) {
  const main = wire(world, fault, electron);
  return { ...main, ...driver(world, main) };
}

/** What Electron does not do as it should; by default it does everything at once. */
interface FakeElectron {
  readonly hasRoom?: () => Promise<boolean>;
  readonly openProcesses?: () => Promise<void>;
  readonly clearPartition?: () => Promise<void>;
  readonly clearTraces?: () => Promise<void>;
}

const nothing = async (): Promise<void> => undefined;

/** What main keeps, in memory and on this world's disk. */
function kept(world: World, durable: Durable, log: Log) {
  const profile = profileAt(world.folder);
  const monotonic = (): number => performance.now();
  const credentials = new Credentials({ durable, log, monotonic });
  const record = new SessionRecord(profile.record, durable);
  return {
    ...{ durable, log, profile, monotonic, credentials, record },
    lost: new LostAnswer({ record, monotonic, graceMs: world.graceMs }),
    journal: new EraseJournalFile(profile.eraseJournal, durable, log),
    notice: new EraseNotice(profile.eraseNotice, durable, log),
    passwords: new OneShot<Password>(),
    gate: new MainGate(credentials),
    delays: new Delays(),
  };
}

/** How a sign-in asks, with nobody at the browser. */
function asking({ server: { http } }: World, monotonic: () => number) {
  return {
    ...{ http, pause },
    metadata: new MetadataCache(http, monotonic),
    links: new AppLinks(),
    browserTask: new BrowserTask({ open: nothing, leave: () => undefined }),
    checkCode: new CheckCodeEntry(),
    deviceName: 'Latchkey on Test',
  };
}

function wire(world: World, fault: Fault | undefined, electron: FakeElectron) {
  const log = fakeLog();
  const { life, durable } = mortal(world, log, fault);
  const { vault } = world;
  const own = kept(world, durable, log);
  const { profile, credentials, record, lost, journal, notice, gate, passwords, delays, monotonic } = own;
  const eraser = new Eraser({
    ...{ profile, vault, record, journal, notice, durable, log, wait },
    closeProcesses: nothing,
    clearPartition: electron.clearPartition ?? nothing,
    clearTraces: electron.clearTraces ?? nothing,
  });
  const opened: string[] = [];
  const effects = sessionEffects({
    ...own,
    ...asking(world, monotonic),
    ...{ vault, eraser },
    expected: findAccounts({ record, profile })[0] ?? null,
    wallClock: () => Date.now(),
    toError: (cause) => toError(cause, log),
    hasRoom: electron.hasRoom ?? (async () => true),
    holdEntry: (name) => eraser.holdEntry(name),
    openProcesses: (account) => {
      opened.push(account.slug);
      return electron.openProcesses?.();
    },
    closeProcesses: nothing,
    earlierKeysGone: Promise.resolve(),
  });
  const runner = new SessionRunner({ log, delays, effects });
  return { log, profile, credentials, record, lost, journal, notice, gate, passwords, eraser, runner, delays, opened, life };
}

/** What a test does to it, and waits for. */
function driver(world: World, { log, credentials, passwords, runner, delays, life }: ReturnType<typeof wire>) {
  return {
    isDead: () => life.dead,
    token: (): AccessToken | undefined => credentials.tokens?.accessToken,
    signIn: (password = world.server.password) => {
      passwords.put(password as Password);
      runner.send({ type: 'signInAsked', homeserver: base, username: 'alice', method: { is: 'password' } });
    },
    signInAgain: (password = world.server.password) => {
      passwords.put(password as Password);
      runner.send({ type: 'signInAgainAsked', method: { is: 'password' }, now: Date.now() });
    },
    /** Resolves with the state once it is in one of these phases, or with null once main is dead. */
    until: async (...phases: SessionState['phase'][]): Promise<SessionState | null> => {
      for (const end = Date.now() + waitsMs; Date.now() < end;) {
        if (life.dead) return null;
        if (phases.includes(runner.state.phase)) return runner.state;
        await new Promise((resolve) => setTimeout(resolve, 2));
      }
      throw new Error(`waited for ${phases.join(' or ')}, it is ${runner.state.phase}`);
    },
    /**
     * Resolves once nothing has been written to the log, and nobody asked the server anything, for a while; a step under way is waited for
     * longer.
     */
    settled: async (): Promise<void> => {
      const seen = (): number => log.lines.length + world.server.http.sent.length;
      const enough = (): number => (life.dead || life.writing === 0 ? 8 : 120);
      for (let turn = 0, before = -1; turn < enough(); turn = before === seen() ? turn + 1 : 0, before = seen()) await wait();
    },
    end: () => {
      life.dead = true;
      delays.cancelAll();
    },
  };
}
