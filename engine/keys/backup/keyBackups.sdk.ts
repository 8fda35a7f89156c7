import { ClientEvent } from 'matrix-js-sdk/lib/client.js';
import type { MatrixClient } from 'matrix-js-sdk/lib/client.js';
import { CryptoEvent } from 'matrix-js-sdk/lib/crypto-api/index.js';
import type { RustCrypto } from 'matrix-js-sdk/lib/rust-crypto/rust-crypto.js';
import type { Disposer } from '../../../core/listeners.ts';
import type { KeyBackup, KeysSent } from '../../../core/features/keys/model.ts';
import type { Log } from '../../log.ts';
import { endWithin } from '../../../core/within.ts';
import { writeAccountData } from '../../sdk/accountData.sdk.ts';
import { listenTo } from '../../sdk/listenTo.sdk.ts';
import type { HeldBackup } from '../../sdk/heldBackup.sdk.ts';
import { keptVersion } from './ownKeys.sdk.ts';
import { rustParts } from '../../sdk/rustParts.sdk.ts';
import { setUpAccount } from './setUpAccount.sdk.ts';
import { Tries } from './tries.ts';
import { WaitingKeys } from './waitingKeys.sdk.ts';
import { isLost, whoOpens } from './whoOpens.sdk.ts';
import { wishOf, wishTypes, wishWrites, type Contents } from './wish.ts';

export interface KeyBackupsParts {
  readonly client: MatrixClient;
  readonly held: HeldBackup;
  readonly show: (backup: KeyBackup) => void;
  /** What was settled last, perhaps in an earlier life of the app; null: nothing. */
  readonly settled: () => Promise<string | null>;
  readonly settle: (value: Settled | null) => void;
  /** Makes durable what the crypto module has written. */
  readonly durable: () => Promise<void>;
  /** What another device has handed over is in use. */
  readonly afterHanded: () => Promise<void>;
  readonly mayAsk: () => boolean;
  /** Setting up has made something: what opens this account may be another now. */
  readonly onMade: () => void;
  readonly log: Log;
}

/** Nothing is left to do: while the backup is whole, or as long as people do not want one. */
export type Settled = 'whole' | 'off';

const ownTypes = /^m\.(secret_storage|megolm_backup)\./;
/** The start comes first, and the device's own keys have to be on the server. */
const quietMs = 2_000;
const countedWithinMs = 1_000;
const isWish = (type: string): boolean => (wishTypes as readonly string[]).includes(type);

/** Keeps the account's way back: this device signed, its room keys in a backup, and what has become of that, to be seen (D12). */
export class KeyBackups {
  readonly stop: Disposer;
  private connectedOnce = false;
  /** Setting up has begun, or is about to. */
  private begun = false;
  private stale = false;
  private looking = false;
  private readonly parts: KeyBackupsParts;
  private readonly tries: Tries;
  private readonly waiting: WaitingKeys;

  constructor(parts: KeyBackupsParts) {
    this.parts = parts;
    const { client, log } = parts;
    this.tries = new Tries({
      job: () => this.setUp(),
      failed: (cause) => log.fault('setting up the backup', cause),
      changed: () => this.changed(),
      setTimer: (run, ms) => void setTimeout(run, ms),
    });
    this.waiting = new WaitingKeys(client, () => this.changed());
    this.stop = listenTo(client, {
      [CryptoEvent.KeyBackupStatus]: () => this.changed(),
      [CryptoEvent.DevicesUpdated]: (userIds) => {
        if (userIds.includes(client.getSafeUserId())) this.changed();
      },
      [CryptoEvent.UserTrustStatusChanged]: (userId) => {
        if (userId === client.getUserId()) this.changed();
      },
      [ClientEvent.AccountData]: (event) => {
        if (isWish(event.getType())) this.wishChanged();
        else if (ownTypes.test(event.getType())) this.changed();
      },
    });
  }

  /** The account data is there, from the cache or from the server. */
  loaded(): void {
    if (this.parts.held.isUndecided) this.obey();
  }

  /** After a sync with the server. */
  connected(): void {
    this.connectedOnce = true;
    if (this.begun) {
      if (this.stale) this.changed();
      return;
    }
    this.begun = true;
    this.begin().catch((cause) => {
      // The next sync begins again.
      this.begun = false;
      this.parts.log.fault('the beginning of the backup', cause);
    });
  }

  look(): Promise<void> {
    return this.waiting.look();
  }

  async sendWaiting(limitMs: number): Promise<KeysSent> {
    if ((await this.version()) === null) return { is: 'sent' };
    return this.waiting.sendAll(limitMs, this.parts.mayAsk);
  }

  /** By choice; deletes nothing. */
  async set(enabled: boolean): Promise<void> {
    const { client } = this.parts;
    for (const { type, content } of wishWrites(enabled, this.content))
      await writeAccountData({ http: client.http, userId: client.getSafeUserId() }, type, content);
    // Its echo may take a while.
    await this.allow(enabled);
  }

  /** As far as this device knows, also without the server. */
  async state(): Promise<KeyBackup> {
    const { client } = this.parts;
    if (wishOf(this.content) === 'off') return { is: 'off' };
    if ((await this.version()) !== null) return { is: 'on', waiting: this.waiting.count, opens: await whoOpens(client) };
    return { is: this.connectedOnce && !this.tries.isDone ? 'starting' : 'unknown' };
  }

  /** With what waits, if that can be counted in time. */
  async counted(): Promise<KeyBackup> {
    if ((await this.version()) !== null) await endWithin(countedWithinMs, [this.waiting.look()]);
    return this.state();
  }

  private async begin(): Promise<void> {
    const { settled, afterHanded } = this.parts;
    await afterHanded();
    const last = (await settled()) as Settled | null;
    if (last === 'whole' || (last === 'off' && wishOf(this.content) === 'off')) this.tries.skip();
    else setTimeout(() => this.tries.begin(), quietMs);
    this.changed();
  }

  private async setUp(): Promise<boolean> {
    const { client, log, settle, durable, onMade } = this.parts;
    const crypto = client.getCrypto() as RustCrypto;
    const { machine, requests } = rustParts(client);
    const self = { userId: client.getSafeUserId(), deviceId: client.getDeviceId()!, ed25519: (await crypto.getOwnDeviceKeys()).ed25519 };
    const { is, steps } = await setUpAccount({
      http: client.http,
      self,
      machine,
      requests,
      sendsTo: () => crypto.getActiveSessionBackupVersion(),
      takeBackup: () => crypto.checkKeyBackupAndEnable(),
    });
    if (steps.length > 0) log.info(`setting up the backup: ${steps.join(', ')}: ${is}`);
    if (is === 'refused') {
      // What the other device has published is learnt, and offered (D6).
      await crypto.userHasCrossSigningKeys(self.userId);
      await crypto.checkKeyBackupAndEnable();
    }
    if (steps.length > 0) onMade();
    if (is === 'whole' || is === 'off') {
      await durable();
      settle(is);
    }
    return is !== 'unfinished';
  }

  private readonly content: Contents = (type) => this.parts.client.getAccountData(type as never)?.getContent();

  /** One by one, while the first of them come, they say nothing. */
  private wishChanged(): void {
    if (!this.parts.held.isUndecided) this.obey();
  }

  private obey(): void {
    this.allow(wishOf(this.content) !== 'off').catch((cause) => this.parts.log.fault('the wish for a backup', cause));
  }

  private async allow(allowed: boolean): Promise<void> {
    const { client, held, log, settle } = this.parts;
    const wasOff = held.isOff;
    if (allowed && wasOff) settle(null);
    await held.allow(allowed);
    if (allowed && wasOff) {
      // There may be no backup; and one that can be used may be, also where this device could not make one.
      this.tries.again();
      client
        .getCrypto()!
        .checkKeyBackupAndEnable()
        .catch((cause) => log.fault('a look for the backup', cause));
    }
    this.changed();
  }

  /** The version that keys go to; while nobody has been able to ask the server, the one of the last time. */
  private async version(): Promise<string | null> {
    const { backups, machine } = rustParts(this.parts.client);
    if (backups['checkedForBackup'] === true) return backups.getActiveBackupVersion();
    return (await machine.isBackupEnabled()) ? keptVersion(machine) : null;
  }

  private changed(): void {
    this.stale = true;
    if (!this.looking) void this.publish();
  }

  private async publish(): Promise<void> {
    this.looking = true;
    try {
      while (this.stale) {
        this.stale = false;
        this.parts.show(await this.fullState());
      }
    } catch (cause) {
      // The next sync looks again.
      this.stale = true;
      this.parts.log.fault('the state of the backup', cause);
    } finally {
      this.looking = false;
    }
  }

  /** Asks the server where this device has no backup. */
  private async fullState(): Promise<KeyBackup> {
    const state = await this.state();
    if (state.is !== 'unknown' || !this.connectedOnce) return state;
    // A look that is under way is waited for.
    const onServer = await rustParts(this.parts.client).backups.getServerBackupInfo();
    if (onServer === undefined) throw new Error('the server does not say whether there is a backup');
    const now = await this.state();
    if (now.is !== 'unknown') return now;
    if (!onServer) return { is: 'notConnected', why: 'missing' };
    return { is: 'notConnected', why: (await isLost(this.parts.client)) ? 'lost' : 'locked' };
  }
}
