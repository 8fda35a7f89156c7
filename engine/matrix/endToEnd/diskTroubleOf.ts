import type { DiskTrouble } from '../../../core/model/status.ts';

/** Of a refusal of IndexedDB; the crypto module passes it on as a text. */
export function diskTroubleOf(cause: unknown): DiskTrouble {
  return /QuotaExceeded/.test(String(cause)) || (cause instanceof Error && cause.name === 'QuotaExceededError') ? 'full' : 'refuses';
}
