import { Failure } from '../errors.ts';

/** Reads what came over a link; zod's schemas are such. */
export interface Shape<T> {
  safeParse(
    value: unknown,
  ):
    | { readonly success: true; readonly data: T }
    | { readonly success: false; readonly error: { readonly issues: readonly { readonly path: readonly PropertyKey[] }[] } };
}

/** Throws a `Failure` that names the field and never what stood in it. */
export function parsed<T>(shape: Shape<T>, value: unknown): T {
  const read = shape.safeParse(value);
  if (read.success) return read.data;
  throw new Failure({ code: 'badArgument', field: read.error.issues[0]?.path.join('.') ?? '' });
}
