import { RustBackupManager } from 'matrix-js-sdk/lib/rust-crypto/backup.js';

type Enable = (this: RustBackupManager, info: unknown) => Promise<void>;

/**
 * The SDK (43.0.0) sends keys to every backup that it trusts, from its start on. People may have said no (MSC4287), which is known
 * only when the account data is there: until then it is held, and let go or not.
 */
export class HeldBackup {
  private allowed: boolean | null = null;
  private held: (() => Promise<void>) | null = null;
  private manager: RustBackupManager | null = null;

  /** Before the SDK opens its crypto store. */
  constructor() {
    const take = (enable: () => Promise<void>, manager: RustBackupManager): Promise<void> => {
      this.manager = manager;
      if (this.allowed === true) return enable();
      this.held = enable;
      return Promise.resolve();
    };
    const real = RustBackupManager.prototype['enableKeyBackup'] as Enable;
    (RustBackupManager.prototype as unknown as { enableKeyBackup: Enable }).enableKeyBackup = function (info) {
      return take(() => real.call(this, info), this);
    };
  }

  get isUndecided(): boolean {
    return this.allowed === null;
  }

  /** People have said no. */
  get isOff(): boolean {
    return this.allowed === false;
  }

  async allow(allowed: boolean): Promise<void> {
    if (this.allowed === allowed) return;
    this.allowed = allowed;
    const { held, manager } = this;
    if (allowed) {
      this.held = null;
      await held?.();
    } else if (manager && (await manager.getActiveBackupVersion()) !== null) {
      await (manager['disableKeyBackup'] as () => Promise<void>).call(manager);
    }
  }
}
