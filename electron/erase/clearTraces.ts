import { session } from 'electron';
import { isPartitionOpen } from '../processes/engineWindow.ts';
import { pageSession } from '../window/pageWindow.ts';

/** What Electron holds open of an account's partition, emptied; the folder itself is removed after this. */
export async function clearPartition(partition: string): Promise<void> {
  // Opening it only to empty it would make it again.
  if (!isPartitionOpen(partition)) return;
  const own = session.fromPartition(partition);
  // None of them needs another; each is a walk through Chromium's processes.
  await Promise.all([own.clearStorageData(), own.clearCache(), own.clearAuthCache(), own.clearCodeCaches({})]);
  await own.closeAllConnections();
}

/** What Chromium may have kept for the page. The page itself keeps nothing there, so nothing of another account can be lost with it. */
export async function clearTraces(): Promise<void> {
  const own = pageSession();
  await Promise.all([own.clearStorageData(), own.clearCache(), own.clearAuthCache()]);
}
