import { Failure, type AppError } from '../../core/errors.ts';
import { report } from './host.ts';

/** What a rejected call means to people; anything that is not a `Failure` is a fault of ours and goes into the log. */
export function toError(cause: unknown): AppError {
  if (cause instanceof Failure) return cause.error;
  const ref = crypto.randomUUID().slice(0, 8);
  report(`page ${ref}`, cause);
  return { code: 'internal', ref };
}
