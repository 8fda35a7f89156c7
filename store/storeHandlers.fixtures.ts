import type { Handlers } from '../core/contracts/contract.ts';
import type { StoreContract } from '../core/contracts/store.ts';
import type { Stores } from './file/stores.ts';
import { historyCalls, ownCalls } from './storeHandlers.ts';

/** What the engine may ask of the open files, without the guard that ends all calls once a damaged page was met. */
export function storeHandlers({ own, history }: Stores): Handlers<StoreContract> {
  return { calls: { ...ownCalls(own), ...historyCalls(history) }, streams: {} };
}
