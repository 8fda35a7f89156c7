import type { Handlers } from '../core/contracts/contract.ts';
import type { ContractOf, Intersection, Offer } from '../core/declare/declare.ts';
import type { Disposer } from '../core/listeners.ts';
import type { Sdk } from './sdk/sdk.sdk.ts';

/** What the engine does under one name: what it answers the page, from the start on, and what it does once the SDK is there. */
export interface Feature<O extends Offer> {
  readonly handlers: Handlers<ContractOf<O>>;
  /** Before the sync begins. What needs the account's rooms waits for its turn (`sdk.turns`). */
  attach?(sdk: Sdk): Promise<Disposer>;
}

interface Answers {
  readonly handlers: { readonly calls: object; readonly streams: object };
}

/** What all of them answer; that nothing of the contract is missing, the compiler says where it is served. */
export function handlersOf<F extends readonly Answers[]>(features: F): Intersection<F[number]['handlers']> {
  const calls = Object.assign({}, ...features.map(({ handlers }) => handlers.calls)) as object;
  const streams = Object.assign({}, ...features.map(({ handlers }) => handlers.streams)) as object;
  return { calls, streams } as Intersection<F[number]['handlers']>;
}
