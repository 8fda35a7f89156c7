import type { IPushRules } from 'matrix-js-sdk/lib/@types/PushRules.js';
import type { IFilterDefinition } from 'matrix-js-sdk/lib/filter.js';
import type { IServerVersions } from 'matrix-js-sdk/lib/client.js';
import type { Client } from '../../../core/contracts/contract.ts';
import type { StoreContract } from '../../../core/contracts/store.ts';
import { fromJson, optional, shape, text, unreadable } from '../../../core/read/read.ts';
import type { Log } from '../../log.ts';

interface Cached {
  readonly versions?: IServerVersions;
  readonly pushRules?: IPushRules;
  readonly filter?: { readonly name: string; readonly id: string; readonly definition: IFilterDefinition };
}

const valueName = 'sdkStart';

const record = <T extends object>(value: unknown): T | typeof unreadable =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as T) : unreadable;
const cached = shape<Cached>({
  versions: optional<IServerVersions>(record),
  pushRules: optional<IPushRules>(record),
  filter: optional(shape<NonNullable<Cached['filter']>>({ name: text, id: text, definition: record })),
});

/** What the SDK asks the server before its first sync; kept, so that a start needs one round trip and none while offline. */
export class StartCache {
  private cached: Cached = {};
  private readonly store: Pick<Client<StoreContract>['calls'], 'getValue' | 'putValue'>;
  private readonly log: Log;

  constructor(store: Pick<Client<StoreContract>['calls'], 'getValue' | 'putValue'>, log: Log) {
    this.store = store;
    this.log = log;
  }

  get value(): Cached {
    return this.cached;
  }

  async load(): Promise<void> {
    const kept = await this.store.getValue({ name: valueName });
    // What cannot be read is asked for again.
    const read = fromJson(kept, cached);
    if (read !== unreadable) this.cached = read;
  }

  keep(change: Cached): void {
    this.cached = { ...this.cached, ...change };
    this.store.putValue({ name: valueName, value: JSON.stringify(this.cached) }).catch((cause) => this.log.fault('start cache', cause));
  }
}
