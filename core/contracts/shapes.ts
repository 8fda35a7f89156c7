import type { ArgOf, Contract } from './contract.ts';
import { Failure } from '../errors.ts';

/** Reads what came over a link; zod's schemas are such. */
export interface Shape<T> {
  safeParse(value: unknown): { readonly success: true; readonly data: T } | { readonly success: false; readonly error: { readonly issues: readonly { readonly path: readonly PropertyKey[] }[] } };
}

/** How the argument of every call and stream of a link is read at its answering end. */
export interface Shapes<C extends Contract> {
  readonly calls: { readonly [K in keyof C['calls']]: Shape<ArgOf<C['calls'][K]>> };
  readonly streams: { readonly [K in keyof C['streams']]: Shape<ArgOf<C['streams'][K]>> };
}

/** Throws a `Failure` that names the field and never what stood in it. */
export function parsed<T>(shape: Shape<T>, value: unknown): T {
  const read = shape.safeParse(value);
  if (read.success) return read.data;
  throw new Failure({ code: 'badArgument', field: read.error.issues[0]?.path.join('.') ?? '' });
}
