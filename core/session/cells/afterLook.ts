import type { AppError } from '../../errors.ts';

/** What the server answers to a sign-in. */
const saidToSignIn: ReadonlySet<AppError['code']> = new Set([
  'rateLimited',
  'badCredentials',
  'accountDeactivated',
  'wrongAccount',
  'wrongDevice',
  'signInDenied',
  'signInSpent',
]);

/**
 * What people who are to sign in again are told after whoami was asked, which happens behind their backs. `shown`: what they are told already:
 * an answer to their sign-in stays until the next one (C10, C11). `lost`: why whoami could not tell; null: it could. A limit that only our own
 * question has met keeps nobody from signing in.
 */
export function afterLook(shown: AppError | null, lost: AppError | null): AppError | null {
  if (shown !== null && saidToSignIn.has(shown.code)) return shown;
  return lost?.code === 'rateLimited' ? null : lost;
}
