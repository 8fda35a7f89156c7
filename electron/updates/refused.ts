import type { UpdateProblem } from '../../core/features/updates/model.ts';

/** Why a feed, or what it names, is not taken. */
export class Refused extends Error {
  readonly problem: UpdateProblem;

  constructor(problem: UpdateProblem) {
    super(problem.is);
    this.problem = problem;
  }
}

const full = new Set(['ENOSPC', 'EDQUOT']);
const away = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EPIPE',
  'ECONNABORTED',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

/** `logged`: writes down what is not one of our own errors, and returns its reference. */
export function problemOf(cause: unknown, logged: (cause: unknown) => string): UpdateProblem {
  if (cause instanceof Refused) return cause.problem;
  // The updater is a bundle of its own, with a class `Refused` of its own.
  if (cause instanceof Error && 'problem' in cause) return cause.problem as UpdateProblem;
  const { code, message } = cause instanceof Error ? (cause as NodeJS.ErrnoException) : { code: undefined, message: '' };
  if (code !== undefined && full.has(code)) return { is: 'diskFull' };
  if (code === 'ERR_CHECKSUM_MISMATCH') return { is: 'damaged' };
  if ((code !== undefined && away.has(code)) || /net::ERR_|aborted/.test(message)) return { is: 'offline' };
  if (/, status [45]\d\d/.test(message)) return { is: 'notThere' };
  return { is: 'internal', ref: logged(cause) };
}
