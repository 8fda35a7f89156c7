import type { Client } from '../../core/contracts/contract.ts';
import type { StoreContract } from '../../core/contracts/store.ts';
import { previewChoices, type Previews } from '../../core/features/media/previews.ts';
import { ValueFeed } from '../feeds/valueFeed.ts';
import type { Log } from '../log.ts';

const valueName = 'mediaPreviews';

/** What was last known, so that nothing shows for a moment at a start that is not to. */
export class KeptPreviews {
  /** Says nothing until it is known. */
  readonly feed = new ValueFeed<Previews>((a, b) => a === b);
  private readonly store: Pick<Client<StoreContract>['calls'], 'putValue'>;
  private readonly log: Log;

  constructor(store: Pick<Client<StoreContract>['calls'], 'getValue' | 'putValue'>, log: Log) {
    this.store = store;
    this.log = log;
    store.getValue({ name: valueName }).then(
      (saved) => {
        if (this.feed.current === undefined) this.feed.set(previewChoices.find((one) => one === saved) ?? 'on');
      },
      (cause: unknown) => log.fault('which pictures show by themselves', cause),
    );
  }

  found(previews: Previews): void {
    if (this.feed.current === previews) return;
    this.feed.set(previews);
    this.store.putValue({ name: valueName, value: previews }).catch((cause: unknown) => this.log.fault('which pictures show', cause));
  }
}
