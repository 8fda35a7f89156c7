import { ClientEvent } from 'matrix-js-sdk/lib/client.js';
import type { MatrixClient } from 'matrix-js-sdk/lib/client.js';
import { CryptoEvent } from 'matrix-js-sdk/lib/crypto-api/index.js';
import type { HandedSecrets } from '../../core/features/session/mainCalls.ts';
import type { Disposer } from '../../core/listeners.ts';
import type { FoundRecoveryKeyState, KeyKept, Recovery, RecoveryOutcome } from '../../core/features/recovery/model.ts';
import type { Log } from '../log.ts';
import { askOtherDevices } from './askOtherDevices.sdk.ts';
import { openHanded } from './handedSecrets.sdk.ts';
import { keepRecoveryKey } from './keepRecoveryKey.sdk.ts';
import { newRecoveryKey } from './newRecoveryKey.sdk.ts';
import { bringKeys, restoreBackup, signThisDevice } from './openSecrets.sdk.ts';
import { listenTo } from '../sdk/listenTo.sdk.ts';
import { backupSecret, usefulKeys, type StorageKey } from '../sdk/secrets.sdk.ts';
import type { SecretKeyHolder } from '../sdk/secretKeyHolder.sdk.ts';
import { fittingKey } from './fittingKey.ts';
import { recoveryKeyStateOf } from './recoveryKeyStateOf.sdk.ts';
import { whatIsLocked } from './whatIsLocked.sdk.ts';

const secretTypes = /^m\.(secret_storage|cross_signing|megolm_backup)\./;

interface HistoryRecoveryParts {
  readonly client: MatrixClient;
  readonly secretKey: SecretKeyHolder;
  readonly show: (recovery: Recovery) => void;
  readonly showRecoveryKeyState: (found: FoundRecoveryKeyState) => void;
  /** What the device that signed this one in has handed over; once. */
  readonly handed: () => Promise<HandedSecrets | null>;
  readonly log: Log;
}

/** Looks for what the recovery key would open on this device, and opens it (D6). */
export class HistoryRecovery {
  /** Something has changed, or the last look failed. */
  private stale = true;
  private looking = false;
  private restoring = false;
  private connectedOnce = false;
  private hasBegun!: () => void;
  /** What another device has handed over, if anything, is in use. */
  readonly begun = new Promise<void>((resolve) => {
    this.hasBegun = resolve;
  });
  readonly stop: Disposer;
  readonly newKey = newRecoveryKey;
  /** What the last look found. */
  private found: Recovery = { is: 'nothing' };
  private readonly client: MatrixClient;
  private readonly secretKey: SecretKeyHolder;
  private readonly show: (recovery: Recovery) => void;
  private readonly showRecoveryKeyState: (found: FoundRecoveryKeyState) => void;
  private readonly handed: () => Promise<HandedSecrets | null>;
  private readonly log: Log;

  constructor({ client, secretKey, show, showRecoveryKeyState, handed, log }: HistoryRecoveryParts) {
    this.client = client;
    this.secretKey = secretKey;
    this.show = show;
    this.showRecoveryKeyState = showRecoveryKeyState;
    this.handed = handed;
    this.log = log;
    this.stop = listenTo(client, {
      [ClientEvent.AccountData]: (event) => {
        if (secretTypes.test(event.getType())) this.changed(event.getType() === backupSecret);
      },
      [CryptoEvent.KeyBackupStatus]: () => this.changed(),
      [CryptoEvent.KeyBackupDecryptionKeyCached]: () => this.backupKeyCame(),
      [CryptoEvent.KeysChanged]: () => this.changed(),
      [CryptoEvent.UserTrustStatusChanged]: (userId) => {
        if (userId === client.getUserId()) this.changed();
      },
    });
  }

  /** After a sync. */
  connected(): void {
    if (this.connectedOnce) {
      if (this.stale) void this.look();
      return;
    }
    this.connectedOnce = true;
    void this.begin();
  }

  /** What has been handed over opens before anything is called locked. */
  private async begin(): Promise<void> {
    this.restoring = true;
    try {
      const secrets = await this.handed();
      if (secrets) {
        this.show({ is: 'restoring', done: 0, total: null });
        await openHanded(this.client, secrets, (done, total) => this.show({ is: 'restoring', done, total }));
      }
    } catch {
      // The cause is not logged: it could quote them. The recovery key opens the same.
      this.log.warn('what the other device handed over could not be used');
    }
    this.restoring = false;
    this.hasBegun();
    await this.look();
  }

  async recover(typed: string): Promise<RecoveryOutcome> {
    const storages = await usefulKeys(this.client);
    if (storages.length === 0) return { is: 'nothingThere' };
    const fitting = await fittingKey(typed, storages, (key, info) => this.client.secretStorage.checkKey(key, info));
    if (typeof fitting === 'string') return { is: fitting };
    return this.secretKey.whileHolding(fitting.storage.keyId, fitting.key, () => this.open(fitting.storage));
  }

  /** Puts a new recovery key into force (D12). */
  async keep(shown: string, typed: string): Promise<KeyKept> {
    try {
      return await keepRecoveryKey(this.client, shown, typed);
    } finally {
      this.changed();
    }
  }

  private async open({ keyId }: StorageKey): Promise<RecoveryOutcome> {
    this.restoring = true;
    this.show({ is: 'restoring', done: 0, total: null });
    try {
      const signed = await signThisDevice(this.client, keyId, this.log);
      const keys = await restoreBackup(this.client, keyId, (done, total) => this.show({ is: 'restoring', done, total }));
      if (signed && !keys) askOtherDevices(this.client, this.log);
      this.found = { is: 'nothing' };
      return { is: 'opened', keys, signed };
    } catch (cause) {
      // Where the storage holds no check value, only its contents tell.
      if (cause instanceof Error && cause.message.endsWith('bad MAC')) return { is: 'wrongKey' };
      throw cause;
    } finally {
      this.restoring = false;
      this.show(this.found);
      await this.look();
    }
  }

  /**
   * Another device has handed it over, after this one was confirmed: the SDK takes the key, and brings nothing (its
   * `handleSecretReceived`).
   */
  private backupKeyCame(): void {
    this.changed();
    if (!this.restoring && this.connectedOnce) void this.bring();
  }

  private async bring(): Promise<void> {
    this.restoring = true;
    try {
      const backup = await this.client.getCrypto()!.getKeyBackupInfo();
      // This device has only just made it.
      if (!backup || backup.count === 0) return;
      this.show({ is: 'restoring', done: 0, total: null });
      await this.client.getCrypto()!.checkKeyBackupAndEnable();
      await bringKeys(this.client, (done, total) => this.show({ is: 'restoring', done, total }));
      this.found = { is: 'nothing' };
    } catch (cause) {
      // What is missing is asked for one by one, whenever somebody looks at it.
      this.log.fault('the keys of the backup', cause);
    } finally {
      this.restoring = false;
      this.show(this.found);
      await this.look();
    }
  }

  /** What this device holds has become more, which the SDK does not tell. */
  lookAgain(): void {
    this.changed();
  }

  private changed(backup = false): void {
    this.stale = true;
    if (!this.connectedOnce) return;
    // Another device has made a new backup: the SDK finds out only when it is told to.
    if (backup)
      this.client
        .getCrypto()
        ?.checkKeyBackupAndEnable()
        .catch(() => undefined);
    void this.look();
  }

  private async look(): Promise<void> {
    if (this.looking || this.restoring) return;
    this.looking = true;
    try {
      do {
        this.stale = false;
        this.found = await whatIsLocked(this.client);
        if (!this.restoring) this.show(this.found);
        this.showRecoveryKeyState(await recoveryKeyStateOf(this.client));
      } while (this.stale);
    } catch (cause) {
      // The next sync asks again.
      this.stale = true;
      this.log.fault('a look for the key backup', cause);
    } finally {
      this.looking = false;
    }
  }
}
