import { Failure } from '../core/errors.ts';
import type { AppError } from '../core/errors.ts';
import { never } from '../core/never.ts';
import { logFault } from './faultLog.ts';
import { faultOf } from './file/faults.ts';

/** The one place where what SQLite throws becomes a code. */
export function toError(cause: unknown, path: string): AppError {
  if (cause instanceof Failure) return cause.error;
  const fault = faultOf(cause, path);
  switch (fault) {
    case 'corrupt':
      return { code: 'storeCorrupt', ref: logFault('damaged', cause) };
    case 'diskFull':
    case 'diskReadOnly':
      return { code: fault };
    case 'unknown':
      return { code: 'internal', ref: logFault('failed', cause) };
    default:
      return never(fault);
  }
}
