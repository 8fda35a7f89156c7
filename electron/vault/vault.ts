import type { AppError, VaultReason } from '../../core/errors.ts';

/** The four outcomes of a read, never merged. */
export type VaultRead =
  | { readonly is: 'present'; readonly secret: string }
  | { readonly is: 'absent' }
  | { readonly is: 'unreadable'; readonly reason: VaultReason }
  | { readonly is: 'unavailable' };

export type VaultChange =
  { readonly is: 'done' } | { readonly is: 'unreadable'; readonly reason: VaultReason } | { readonly is: 'unavailable' };

/** The OS keychain, under the profile's service name. Nothing here throws. */
export interface Vault {
  readonly read: (account: string) => Promise<VaultRead>;
  readonly write: (account: string, secret: string) => Promise<VaultChange>;
  /** Done also where there was no entry. */
  readonly remove: (account: string) => Promise<VaultChange>;
  /** Whether an entry could be written now, without writing one. */
  readonly check: () => Promise<VaultChange>;
  /** Lets the desktop ask the person to unlock; returns at once. */
  readonly askToUnlock: () => void;
}

/** What a failed write means to the person. */
export function writeError(change: Exclude<VaultChange, { is: 'done' }>): AppError {
  return change.is === 'unavailable' ? { code: 'vaultUnavailable' } : { code: 'vaultWriteFailed', reason: change.reason };
}
