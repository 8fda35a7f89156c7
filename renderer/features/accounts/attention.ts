import { never } from '../../../core/never.ts';
import type { Phase } from '../../../core/session/states.ts';

export type Attention = 'expired' | 'locked' | 'keychain' | 'notice';

/** Why an account waits for people; null: it does not. */
export function attentionOf(phase: Phase): Attention | null {
  switch (phase) {
    case 'expired':
      return 'expired';
    case 'locked':
    case 'rejected':
      return 'locked';
    case 'keychainUnreadable':
    case 'keychainUnavailable':
    case 'keyMissing':
    case 'keyUnusable':
    case 'storeCorrupt':
      return 'keychain';
    case 'erased':
      return 'notice';
    case 'starting':
    case 'signedOut':
    case 'signingIn':
    case 'opening':
    case 'active':
    case 'refreshing':
    case 'checking':
    case 'resuming':
    case 'signingOut':
    case 'erasing':
      return null;
    default:
      return never(phase);
  }
}
