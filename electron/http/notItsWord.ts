import { Failure } from '../../core/errors.ts';
import type { AppError } from '../../core/errors.ts';
import type { HttpAnswer } from './http.ts';

/**
 * What came in the place of an answer is by something in between, which may have let the request through: what became of it is not known.
 */
export class NotItsWord extends Failure {}

/** A refusal where the answer names its error by `member` as the server itself does: `errcode` (CS), `error` (RFC 6749). */
export function refusalBy(member: 'errcode' | 'error', { json }: HttpAnswer, error: AppError): Failure {
  const isItsWord = typeof json === 'object' && json !== null && typeof (json as Record<string, unknown>)[member] === 'string';
  return isItsWord ? new Failure(error) : new NotItsWord(error);
}
