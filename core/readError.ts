import type { AppError } from './errors.ts';

type Field = 'text' | 'number' | 'textOrNull' | 'texts' | readonly string[];
type FieldsOf<E> = { readonly [F in Exclude<keyof E, 'code'>]: Field };

const vaultReasons = ['locked', 'denied', 'timedOut', 'failed'];

/** What belongs to each code. */
const fieldsOf: { readonly [C in AppError['code']]: FieldsOf<Extract<AppError, { readonly code: C }>> } = {
  offline: {},
  serverUnknown: { server: 'text' },
  notMatrix: { server: 'text' },
  badServerName: { server: 'text' },
  discoveryFailed: { server: 'text', reason: ['unusableFile', 'badAddress', 'tooManyRedirects'] },
  serverFailing: { status: 'number' },
  badCredentials: {},
  rateLimited: { retryAfterMs: 'number' },
  accountLocked: { message: 'text' },
  accountDeactivated: {},
  accountSuspended: { message: 'text' },
  passwordSignInUnsupported: { flows: 'texts' },
  methodUnsupported: {},
  signInDenied: {},
  signInSpent: {},
  browserTimedOut: {},
  browserMissing: {},
  qrFailed: { reason: ['expired', 'wrongDigits', 'insecure', 'declined', 'unsupported', 'deviceExists', 'unexpected'] },
  qrOtherServer: { server: 'text' },
  wrongAccount: { userId: 'text' },
  alreadySignedIn: { userId: 'text' },
  wrongDevice: {},
  resourceLimit: { message: 'text', adminContact: 'textOrNull' },
  consentNeeded: { uri: 'text' },
  tokenStripped: {},
  refused: { errcode: 'text', status: 'number', message: 'text' },
  vaultUnreadable: { reason: vaultReasons },
  vaultUnavailable: {},
  vaultWriteFailed: { reason: vaultReasons },
  storeCorrupt: { ref: 'text' },
  storeNewer: { ref: 'text' },
  cryptoStoreMismatch: { ref: 'text' },
  cryptoStoreRolledBack: { ref: 'text' },
  diskFull: {},
  diskReadOnly: {},
  diskRefuses: {},
  engineDied: { process: ['engine', 'store'] },
  sessionPaused: {},
  fileTooLarge: { limitBytes: 'number' },
  fileLost: {},
  badArgument: { field: 'text' },
  cancelled: {},
  internal: { ref: 'text' },
};

const longestText = 2_000;

/**
 * An error that came over a link or lay in a file: what is none of ours, or lacks what belongs to it, is a fault of ours (S-5). It never
 * throws.
 */
export function readError(value: unknown): AppError {
  const unreadable: AppError = { code: 'internal', ref: 'unreadable' };
  if (typeof value !== 'object' || value === null) return unreadable;
  const given = value as Readonly<Record<string, unknown>>;
  const { code } = given;
  if (typeof code !== 'string' || !Object.hasOwn(fieldsOf, code)) return unreadable;
  const fields = Object.entries(fieldsOf[code as AppError['code']] as Readonly<Record<string, Field>>);
  if (!fields.every(([name, field]) => fits(given[name], field))) return unreadable;
  return Object.fromEntries([['code', code], ...fields.map(([name]) => [name, shortened(given[name])])]) as unknown as AppError;
}

function fits(value: unknown, field: Field): boolean {
  switch (field) {
    case 'text':
      return typeof value === 'string';
    case 'number':
      return Number.isFinite(value);
    case 'textOrNull':
      return value === null || typeof value === 'string';
    case 'texts':
      return Array.isArray(value) && value.every((one) => typeof one === 'string');
    default:
      return typeof value === 'string' && field.includes(value);
  }
}

function shortened(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 100).map(shortened);
  return typeof value === 'string' ? value.slice(0, longestText) : value;
}
