import type { Client } from '../../core/contracts/contract.ts';
import type { StoreContract } from '../../core/contracts/store.ts';
import type { FoundRecoveryKeyState, RecoveryKeyState } from '../../core/features/recovery/model.ts';
import { putOffValue } from '../boot.ts';
import { sameData } from '../../core/sameData.ts';
import { ValueFeed } from '../feeds/valueFeed.ts';
import type { Log } from '../log.ts';

type Values = Pick<Client<StoreContract>['calls'], 'putValue'>;

/** What is known of the account's recovery key, with what people said about it. */
export class RecoveryKeyBoard {
  readonly feed = new ValueFeed<RecoveryKeyState>(sameData);
  private found: FoundRecoveryKeyState = { is: 'unknown' };
  private readonly store: Values;
  private isPutOff: boolean;
  private readonly log: Log;

  constructor(store: Values, isPutOff: boolean, log: Log) {
    this.store = store;
    this.isPutOff = isPutOff;
    this.log = log;
  }

  find(found: FoundRecoveryKeyState): void {
    this.found = found;
    // Should the key ever be gone, people are to hear of it.
    if (found.is === 'there' && this.isPutOff) this.keep(false).catch((cause) => this.log.fault('a wish about the recovery key', cause));
    this.show();
  }

  /** Durable before it resolves. */
  async putOff(): Promise<void> {
    await this.keep(true);
    this.show();
  }

  private async keep(putOff: boolean): Promise<void> {
    await this.store.putValue({ name: putOffValue, value: putOff ? 'yes' : null });
    this.isPutOff = putOff;
  }

  private show(): void {
    const { found } = this;
    this.feed.set(found.is === 'missing' ? { ...found, putOff: this.isPutOff } : found);
  }
}
