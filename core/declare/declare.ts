import type { Shape } from './shape.ts';

declare const result: unique symbol;

/** One call or stream: how its argument is read where it arrives, and the type of its answer. */
export type Declared<A, R> = Shape<A> & { readonly [result]?: R };

/** What one feature offers over a link. */
export interface Offer {
  readonly calls: { readonly [name: string]: Declared<unknown, unknown> };
  readonly streams: { readonly [name: string]: Declared<unknown, unknown> };
}

type Signatures<D> = { readonly [K in keyof D]: D[K] extends Declared<infer A, infer R> ? (arg: A) => R : never };

/** The contract that an offer declares. */
export type ContractOf<O extends Offer> = { readonly calls: Signatures<O['calls']>; readonly streams: Signatures<O['streams']> };

/** `takes(shape).gives<Answer>()`: one line declares a call whole. */
export const takes = <A>(shape: Shape<A>) => ({ gives: <R>(): Declared<A, R> => shape });

/** For what comes from an end that is trusted as this one is: typed, and taken as it comes. */
export const trusts = <A>() => takes<A>({ safeParse: (value) => ({ success: true, data: value as A }) });

export type Intersection<U> = (U extends unknown ? (one: U) => void : never) extends (all: infer I) => void ? I : never;

/** All features of a link as one offer. */
export function compose<O extends readonly Offer[]>(...offers: O): Intersection<O[number]> {
  const all = { calls: {}, streams: {} };
  for (const { calls, streams } of offers) {
    add(all.calls, calls);
    add(all.streams, streams);
  }
  return all as Intersection<O[number]>;
}

function add(to: object, more: object): void {
  const twice = Object.keys(more).find((name) => Object.hasOwn(to, name));
  if (twice !== undefined) throw new Error(`two features offer ${twice}`);
  Object.assign(to, more);
}
