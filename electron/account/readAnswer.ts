import { Failure } from '../../core/errors.ts';
import type { HttpAnswer } from '../http/http.ts';
import { isEmptyObject } from '../http/success.ts';
import { errorOfAnswer } from '../http/toError.ts';

interface Shape<T> {
  readonly safeParse: (json: unknown) => { success: true; data: T } | { success: false };
}

/** What the server answered, or why it is none. */
export function readAnswer<T>(answer: HttpAnswer, shape: Shape<T>): T {
  if (answer.status !== 200) throw new Failure(errorOfAnswer(answer));
  const read = shape.safeParse(answer.json);
  if (!read.success) throw new Failure({ code: 'serverFailing', status: answer.status });
  return read.data;
}

/** The server has nothing to tell but that it was done. */
export function mustBeDone(answer: HttpAnswer): void {
  if (answer.status !== 200) throw new Failure(errorOfAnswer(answer));
  if (!isEmptyObject(answer.json)) throw new Failure({ code: 'serverFailing', status: answer.status });
}
