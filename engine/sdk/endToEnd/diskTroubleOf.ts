import type { DiskTrouble } from '../../../core/features/status/model.ts';

/** With less than that left, nothing of use can be written. */
const leastBytes = 1_000_000;

/** Asks the system, and opens no database. */
export async function hasSpace(): Promise<boolean> {
  const { quota = Infinity, usage = 0 } = (await globalThis.navigator?.storage?.estimate().catch(() => undefined)) ?? {};
  return quota - usage >= leastBytes;
}

/** What a refusal of IndexedDB means; the crypto module passes it on as a text, and on a full disk it often only says that it is closed. */
export async function diskTroubleOf(cause: unknown): Promise<DiskTrouble> {
  return /QuotaExceeded/.test(String(cause)) || !(await hasSpace()) ? 'full' : 'refuses';
}

/** Chromium closes every connection to a database that the disk took no write of, for good, though there be room again later. */
export function isClosed(cause: unknown): boolean {
  return /InvalidStateError|connection is clos/i.test(String(cause));
}
