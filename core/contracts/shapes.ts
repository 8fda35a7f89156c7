import type { Shape } from '../declare/shape.ts';
import type { ArgOf, Contract } from './contract.ts';

/** How the argument of every call and stream of a link is read at its answering end. */
export interface Shapes<C extends Contract> {
  readonly calls: { readonly [K in keyof C['calls']]: Shape<ArgOf<C['calls'][K]>> };
  readonly streams: { readonly [K in keyof C['streams']]: Shape<ArgOf<C['streams'][K]>> };
}
