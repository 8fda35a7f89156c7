import type { AppError } from './errors.ts';

/** The life of a value that takes time to get. */
export type Async<T> =
  | { readonly is: 'idle' }
  | { readonly is: 'loading' }
  | { readonly is: 'failed'; readonly error: AppError }
  | { readonly is: 'ready'; readonly value: T };
